/* deriving.h -- what derive.c, gradient.c, jacobian.c, magnitude.c share. */
#ifndef EQC_DERIVING_H
#define EQC_DERIVING_H

#include "derive.h"
#include "slope.h"

struct derive {
    struct program *p;       /* the one being built */
    struct dag *g;
    int *definer;            /* per array of the input: its loop, or -1 */
    bool *many;              /* per array: several loops, or a recurrence */
    uint32_t *tangent;       /* per array: of its derivatives with respect to
                                every unknown, or UINT32_MAX */
    Expr *expanded;          /* per array: its DEFINE body with lets inlined */
    Expr *factor;            /* per array: d (reduction) / d body, or none */
    uint32_t *magnitude;     /* per array: its temporary of magnitudes, or 0 */
    size_t arrays;           /* of the input program */
    uint32_t kept;           /* 0, or 1 + an array that is not written out */
};

/*
 * d (the element that `loop` reduces to) / d (loop's body), in the loop's own
 * variables: 1 for a sum; for products and extrema helpers are added.
 */
Expr reduction_factor(struct derive *d, const struct loop *loop);
Expr expand(struct derive *d, Expr e);
/* e with the loop's outer variables at `idx`, inner ones at `inner`. */
Expr at_element(struct derive *d, Expr e, const struct loop *loop,
                const Expr *idx, const unsigned *inner);
/*
 * A reduction seen from the element `idx` that it computes: the turns that
 * reach it.  The loop's variables become `to`: those of the element, and new
 * ones from number `fresh` on, which run over *inner.
 */
struct turns { Expr to[DAG_INDEX_VARS]; };
void loop_enter(struct derive *d, const struct loop *loop, const Expr *idx,
                unsigned fresh, struct turns *e, struct domain *inner);
Expr put_entered(struct derive *d, Expr e, const struct turns *how);
const struct loop *definer(const struct derive *d, uint32_t array);
/* How many of a loop's variables are the target's own. */
unsigned outer_rank(const struct derive *d, const struct loop *loop);

/*
 * reuse.c: in the slopes of a loop that defines an array, the loop's own value
 * is loaded; and the same for any pairs below any roots (none: skipped).
 */
/* Does computing e call a function? */
bool calls(struct dag *g, Expr e);
void reuse_body(struct derive *d, const struct loop *loop, Slopes *s);
struct same { Expr value, stored; };
void replace(struct dag *g, Expr *roots, size_t n, const struct same *pairs,
             size_t count);

/* tiling.c: do these n give each element of the array exactly once? */
struct tile { const struct domain *domain; const Expr *at; };
bool tiles(const struct program *p, uint32_t array, const struct tile *t,
           size_t n);

/*
 * gather.c: loops that define the elements of a vector from contributions
 * which shift its index; false: they are none of that kind.
 */
bool gather_shifts(struct program *p, uint32_t array, uint32_t into,
            const struct tile *t, const Expr *value, struct span span,
            size_t n);

/*
 * tangent.c: arrays that are no single formula. The array of d array[..] / d
 * unknown p, with p as last index; its loops come with tangent_loops.
 */
uint32_t tangent_of(struct derive *d, uint32_t array);
void tangent_loops(struct derive *d);
/* Per array: an unknown's first column; malloc'ed. */
Expr *unknown_columns(struct derive *d);
Expr unknown_count(struct derive *d);

/* Set p, g, arrays and kept before; free with derive_end. */
void derive_begin(struct derive *d);
void derive_end(struct derive *d);

void derive_gradient(struct derive *d);
void derive_jacobian(struct derive *d);
void derive_magnitudes(struct derive *d);
void derive_spread(struct derive *d);
/* logsumexp.c: last, when all derivatives are taken. */
void derive_logsumexp(struct derive *d);

#endif
