/*
 * resolve_define.c -- equations that are definitions, and equations that
 * look like slips: `=` where `~` was meant.
 */
#include "resolver.h"

bool beside(const struct resolver *r)
{
    return r->m->has_fits || r->m->has_objective;
}

static Ast left_of(const struct resolver *r, Ast equation)
{
    return ast_kid(r->ast, equation);
}

static Ast right_of(const struct resolver *r, Ast equation)
{
    return ast_next(r->ast, ast_kid(r->ast, equation));
}

/* The symbol that a side is, bare; NONE otherwise. */
static uint32_t bare(struct resolver *r, Ast side)
{
    uint32_t target = r->target[side.i];

    if (at(r, side)->kind != AST_NAME || target == 0 || target & LOCAL_BIT)
        return NONE;
    return entry_at(r, target - 1)->symbol;
}

/* Does the statement name the symbol only once? */
static bool once(struct resolver *r, const struct statement *s, uint32_t symbol)
{
    unsigned count = 0;

    for (uint32_t k = s->refs.lo; k < s->refs.hi; k++)
        count += node_of(r, &r->refs.at[k]) == symbol;
    return count == 1;
}

static bool may_define(struct resolver *r, const struct statement *s, Ast side)
{
    uint32_t k = bare(r, side);

    return k != NONE && r->m->symbols.at[k].kind == SYMBOL_UNKNOWN &&
           r->candidate.at[k] == NONE && once(r, s, k);
}

static bool has_arrays(const struct resolver *r)
{
    for (size_t k = 0; k < r->m->symbols.n; k++) {
        const struct symbol *s = &r->m->symbols.at[k];

        if (s->dims.i != 0 || s->from.i != 0 ||
            (s->init.i != 0 && at(r, s->init)->kind == AST_LIST))
            return true;
    }
    return false;
}

void find_candidates(struct resolver *r)
{
    for (size_t k = 0; k < r->m->symbols.n; k++)
        vec_push(&r->candidate, NONE);
    if (!beside(r) && !has_arrays(r))
        return;
    for (uint32_t k = 0; k < r->statements.n; k++) {
        const struct statement *s = &r->statements.at[k];
        Ast left, right;

        if (at(r, s->node)->kind != AST_EQUATION)
            continue;
        left = left_of(r, s->node);
        right = right_of(r, s->node);
        if (may_define(r, s, left))
            r->candidate.at[bare(r, left)] = k;
        else if (may_define(r, s, right))
            r->candidate.at[bare(r, right)] = k;
    }
}

static Ast other_side(struct resolver *r, Ast equation, uint32_t symbol)
{
    Ast left = left_of(r, equation), right = right_of(r, equation);

    return bare(r, left) == symbol ? right : left;
}

/* One number on one side, many on the other, and it is a declared unknown. */
static void refuse_many(struct resolver *r, const struct symbol *s,
                        Ast equation, Ast value)
{
    int m = diag_add(r->d, "E0306", at(r, equation)->span,
                     "`%s` is one unknown number, and the other side is an "
                     "array: all its elements would have to be equal",
                     s->name);

    diag_help(r->d, m, "if it is a name for that array, write `let %s = %s;` "
              "and leave it out of `unknown`", s->name, text_of(r, value, 60));
}

void shape_candidate(struct resolver *r, uint32_t k)
{
    Ast equation = r->statements.at[r->candidate.at[k]].node;
    Ast value = other_side(r, equation, k);
    unsigned rank = rank_of(r, value);
    struct symbol *s = &r->m->symbols.at[k];

    if (s->dims.i == 0 && rank > 0 && !s->inferred) {
        refuse_many(r, s, equation, value);
        r->statements.at[r->candidate.at[k]].dropped = true;
        r->candidate.at[k] = NONE;
    } else if (!beside(r) && (s->dims.i != 0 || rank == 0)) {
        r->candidate.at[k] = NONE;       /* an equation like any other */
    } else if (s->init.i != 0 || s->bounds.i != 0) {
        r->candidate.at[k] = NONE;       /* to be refused as `=` beside `~` */
    } else if (s->dims.i == 0) {
        s->rank = (uint8_t)rank;
    }
}

enum { INFOS = 20 };         /* more of them would push errors out of sight */

void take_definitions(struct resolver *r)
{
    unsigned said = 0;

    for (uint32_t k = 0; k < r->m->symbols.n; k++) {
        struct symbol *s = &r->m->symbols.at[k];
        struct statement *from;

        if (r->candidate.at[k] == NONE)
            continue;
        from = &r->statements.at[r->candidate.at[k]];
        from->dropped = true;
        s->kind = SYMBOL_LET;
        s->inferred = false;
        s->defined = true;
        s->equation = from->node;
        s->init = other_side(r, from->node, k);
        if (said++ < INFOS)
            diag_add(r->d, "I0301", at(r, from->node)->span, "taken as the "
                     "definition of `%s`, which is then no unknown", s->name);
    }
}

/* The data array that a side is: `y`, or `y[i]` in the body of a `for`. */
static const struct symbol *data_side(struct resolver *r, Ast side, bool inside)
{
    const struct symbol *s;
    uint32_t k;

    if (inside && at(r, side)->kind == AST_INDEX)
        side = ast_kid(r->ast, side);
    k = bare(r, side);
    if (k == NONE)
        return NULL;
    s = &r->m->symbols.at[k];
    return s->kind == SYMBOL_DATA && s->rank > 0 ? s : NULL;
}

/* The data array that stands alone on a side, or NULL. */
static const struct symbol *bare_data(struct resolver *r,
                                      const struct equation *e)
{
    bool inside = r->statements.at[e->statement].node.i != e->node.i;
    const struct symbol *s = data_side(r, left_of(r, e->node), inside);

    return s != NULL ? s : data_side(r, right_of(r, e->node), inside);
}

/* Unknown numbers, but no unknown arrays: fewer than there are rows. */
static bool few_unknowns(struct resolver *r, const struct statement *s)
{
    unsigned reach = 0;

    for (uint32_t k = s->refs.lo; k < s->refs.hi; k++)
        reach |= reach_of(r, &r->refs.at[k]);
    return (reach & REACH_UNKNOWN) && !(reach & REACH_UNKNOWN_ROW);
}

static void did_you_mean_fit(struct resolver *r, Ast n, const struct symbol *y)
{
    int m = diag_add(r->d, "W0301", at(r, n)->span, "did you mean `~`? With "
                     "`=` every row of `%s` must be met exactly", y->name);

    diag_help(r->d, m, "for the best fit write `%s ~ %s;`",
              text_of(r, left_of(r, n), 40),
              text_of(r, right_of(r, n), 60));
}

static void check_equation(struct resolver *r, const struct equation *e)
{
    const struct symbol *y = bare_data(r, e);

    if (y != NULL && few_unknowns(r, &r->statements.at[e->statement]))
        did_you_mean_fit(r, e->node, y);
}

void check_equations(struct resolver *r)
{
    size_t left = 0;

    for (size_t k = 0; k < r->equations.n; k++) {
        const struct equation *e = &r->equations.at[k];

        if (r->statements.at[e->statement].dropped)
            continue;
        left++;
        check_equation(r, e);
    }
    r->m->has_equations = left > 0;
}
