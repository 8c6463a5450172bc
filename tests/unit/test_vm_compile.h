/* test_vm_compile.h -- text to a plan and an interpreter, for tests. */
#ifndef TEST_VM_COMPILE_H
#define TEST_VM_COMPILE_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "math/derive.h"
#include "math/lower.h"
#include "plan/planner.h"
#include "read/parse.h"
#include "read/resolve.h"
#include "write/vm.h"

struct compiled {
    struct arena *arena;
    struct source *src;
    struct names *names;
    struct diag *diag;
    struct ast *ast;
    struct model *model;
    struct program *program, *derived;
    struct plan *plan;
};

/* Fails the test where the text has errors. */
static inline void compile_wanting(struct compiled *c, const char *text,
                                   unsigned wants)
{
    memset(c, 0, sizeof *c);
    c->arena = arena_make();
    c->src = source_make(c->arena, "test.eq", text, strlen(text));
    c->names = names_make(c->arena);
    c->diag = diag_make(c->arena, c->src);
    c->ast = parse(c->arena, c->src, NULL, c->names, c->diag);
    if (diag_errors(c->diag) == 0)
        c->model = resolve(c->arena, c->ast, c->names, c->diag);
    if (diag_errors(c->diag) == 0)
        c->program = lower(c->arena, c->model, c->names, c->diag);
    if (diag_errors(c->diag) > 0)
        diag_print(c->diag, stderr, false);
    ck_assert(diag_errors(c->diag) == 0);
    c->derived = derive(c->program, wants);
    c->plan = plan_make(c->derived, c->diag);
}

static inline void compile(struct compiled *c, const char *text)
{
    compile_wanting(c, text, DERIVE_GRADIENT | DERIVE_ROWS);
}

static inline void compiled_free(struct compiled *c)
{
    plan_free(c->plan);
    derive_free(c->derived);
    program_free(c->program);
    model_free(c->model);
    ast_free(c->ast);
    names_free(c->names);
    arena_free(c->arena);
}

#endif
