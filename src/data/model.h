/*
 * model.h -- the resolved problem: who is who.  Every name in the text is
 * known here; expressions are still syntax.
 */
#ifndef EQC_MODEL_H
#define EQC_MODEL_H

#include <stdbool.h>

#include "ast.h"

enum symbol_kind { SYMBOL_CONST, SYMBOL_PARAM, SYMBOL_DATA, SYMBOL_UNKNOWN,
                   SYMBOL_LET, SYMBOL_SIZE };

struct symbol {
    uint8_t kind;
    Name name;
    struct span span;        /* of the name where it was declared or first used */
    Ast decl;                /* DECL; none for inferred unknowns, sizes, and
                                definitions */
    Ast dims;                /* DIMS, or none */
    Ast init;                /* value, start or default; for data from a file
                                the header text(s): STR or LIST of STR */
    Ast bounds;              /* RANGE of [lo, hi] or none; data: integer range */
    Ast from;                /* STR: the file the data come from, or none */
    bool inferred;           /* an unknown that was not declared */
    bool defined;            /* a let that an equation `name = expr` gave:
                                init is the right side (or left) */
    Ast equation;            /* of a defined let: the EQUATION */
    uint8_t rank;            /* 0: a number, 1: a row of numbers, 2: a table */
    uint32_t uses;           /* how often the text names it elsewhere */
    bool is_clause;          /* one more part of a let that began earlier; the
                                name means the first part */
    uint32_t next_clause;    /* a let's next part, or UINT32_MAX */
    uint32_t group;          /* lets that need one another: a number above 0 */
};

/* Name -> number; equal names are equal pointers. */
struct name_map {
    struct name_slot { Name name; uint32_t value; } *slots;
    size_t n, size;          /* size: 0 or a power of two */
};

uint32_t name_map_get(const struct name_map *t, Name name); /* or UINT32_MAX */
void name_map_put(struct name_map *t, Name name, uint32_t value);
void name_map_free(struct name_map *t);

struct fn {
    Name name;
    struct span span;
    Ast params;              /* PARAMS */
    Ast body;                /* FNBODY */
    unsigned arity;
};

struct model {
    const struct ast *ast;
    VEC(struct symbol) symbols;      /* in the order of the text */
    VEC(uint32_t) order;             /* symbols so that each one's dims, init and
                                        bounds use only earlier ones */
    VEC(struct fn) fns;              /* callable only by later ones: no cycles */
    VEC(Ast) statements;             /* EQUATION FIT CONSTRAINT OBJECTIVE FOR,
                                        in order; definitions left out */
    VEC(Ast) shows;                  /* SHOWN */
    Ast solve;                       /* CALL or NAME, or none */
    bool has_equations, has_fits, has_objective, has_constraints;
    bool declared;                   /* the file declares unknowns */
    bool unmeasured;         /* a fit of a name that nothing gives values: W0209 */
    struct name_map symbol_map, fn_map;
};

uint32_t model_symbol(const struct model *m, Name name);  /* UINT32_MAX: none */
uint32_t model_fn(const struct model *m, Name name);
/*
 * Is the equation `name = expr` (either way round), outside any `for`, with an
 * unknown that is named nowhere else?  Then it defines that name.
 */
bool model_is_definition(const struct model *m, Ast equation, Name *name,
                         Ast *expr);
void model_print(const struct model *m, FILE *out);        /* stage `model` */
void model_free(struct model *m);

#endif
