/* differential_subject.c -- from text to a bound problem and an oracle. */
#include "differential_inside.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/core/special.h"
#include "door/files.h"
#include "math/derive.h"
#include "math/lower.h"
#include "plan/planner.h"
#include "read/parse.h"
#include "read/resolve.h"
#include "write/vm_engine.h"

static bool fine(const struct subject *s)
{
    return diag_errors(s->diag) == 0;
}

static bool compile(struct subject *s)
{
    s->ast = parse(s->arena, s->source, s->names, s->diag);
    if (!fine(s))
        return false;
    s->model = resolve(s->arena, s->ast, s->names, s->diag);
    if (!fine(s))
        return false;
    s->program = lower(s->arena, s->model, s->names, s->diag);
    if (!fine(s))
        return false;
    s->derived = derive(s->program);
    s->plan = plan_make(s->derived, s->diag);
    return fine(s);
}

/* Params without a default get a number each. */
static void give_params(struct subject *s)
{
    for (size_t i = 0; i < s->host.params.count; i++) {
        double *v = s->loaded.param_values[i];
        size_t n = s->loaded.params[i].count;
        s->host.defaults(s->host.self, i, v, n);
        for (size_t k = 0; k < n; k++)
            if (v[k] != v[k])
                v[k] = 1 + eqr_uniform(99, (double)(10 * i + k));
    }
}

static bool bind(struct subject *s, FILE *log)
{
    int status;

    vm_engine(s->arena, s->plan, s->model, s->source, &s->host);
    s->host.folder = file_folder(s->arena, s->source->name);
    s->args = (eqh_args){.program = &s->host, .name = "differential",
                         .err = log};
    s->is_loaded = true;
    if (eqh_inputs_load(&s->loaded, &s->args) != 0)
        return false;
    give_params(s);
    s->inputs = (eqh_inputs){s->loaded.sizes,
                             (const double *const *)s->loaded.param_values,
                             (const double *const *)s->loaded.data_values};
    s->start = calloc(s->loaded.n + 1, sizeof *s->start);
    if (!s->start)
        abort();
    status = s->host.bind(s->host.self, &s->inputs, &s->problem, s->start);
    if (status != 0)
        fprintf(log, "%s: bind gives status %d\n", s->source->name, status);
    return status == 0;
}

static struct subject *subject_make(struct arena *arena, const char *name,
                                    const char *text, size_t len, FILE *log)
{
    struct subject *s = calloc(1, sizeof *s);

    if (!s)
        abort();
    s->arena = arena;
    s->source = source_make(arena, name, text, len);
    s->names = names_make(arena);
    s->diag = diag_make(arena, s->source);
    if (!compile(s)) {
        diag_print(s->diag, log, false);
        subject_close(s);
        return NULL;
    }
    if (!bind(s, log)) {
        subject_close(s);
        return NULL;
    }
    s->oracle = oracle_make(s->program, &s->inputs);
    return s;
}

struct subject *subject_open(const char *path, FILE *log)
{
    struct arena *arena = arena_make();
    size_t len;
    char *text = file_read(arena, path, &len);

    if (!text) {
        fprintf(log, "%s: cannot be read\n", path);
        arena_free(arena);
        return NULL;
    }
    return subject_make(arena, path, text, len, log);
}

struct subject *subject_of_text(const char *name, const char *text,
                                FILE *log)
{
    return subject_make(arena_make(), name, text, strlen(text), log);
}

void subject_close(struct subject *s)
{
    if (s->oracle)
        oracle_free(s->oracle);
    if (s->host.close)
        s->host.close(s->host.self);
    if (s->is_loaded)
        eqh_inputs_free(&s->loaded, &s->host);
    free(s->start);
    plan_free(s->plan);
    derive_free(s->derived);
    program_free(s->program);
    if (s->model)
        model_free(s->model);
    if (s->ast)
        ast_free(s->ast);
    names_free(s->names);
    arena_free(s->arena);
    free(s);
}

/* ---- points ------------------------------------------------------------- */

static double inside(double x, double lo, double hi)
{
    double margin = hi < HUGE_VAL && lo > -HUGE_VAL ? 0.01 * (hi - lo) : 0.01;

    if (x < lo + margin)
        x = lo + margin;
    if (x > hi - margin)
        x = hi - margin;
    return x;
}

void subject_point(const struct subject *s, unsigned seed, unsigned k,
                   double *x)
{
    const eqr_problem *p = &s->problem;

    for (size_t j = 0; j < p->n; j++) {
        double number = (double)(k * p->n + j);
        double u = 2 * eqr_uniform((double)seed, 2 * number) - 1;
        double v = 2 * eqr_uniform((double)seed, 2 * number + 1) - 1;
        x[j] = s->start[j];
        if (k == 0)
            continue;
        x[j] = x[j] * (1 + 0.3 * u) + 0.1 * v;
        if (p->lower)
            x[j] = inside(x[j], p->lower[j], p->upper[j]);
    }
}

size_t subject_compared(const struct subject *s)
{
    return s->compared;
}

size_t subject_finite(const struct subject *s)
{
    return s->finite;
}
