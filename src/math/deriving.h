/* deriving.h -- what derive.c, gradient.c, jacobian.c, magnitude.c share. */
#ifndef EQC_DERIVING_H
#define EQC_DERIVING_H

#include "derive.h"
#include "replace.h"
#include "slope.h"

/* Of a product: how many factors are zero, the product of the others, and,
   for second derivatives, the sum of those that are zero. */
struct product_parts { Expr zeros, rest, sum; };

/* drift.c: arrays for what rounding may have done to a recurrence's elements;
   0: none. */
struct drift {
    uint32_t rounding, moved, most;
    bool recurs;             /* one of its loops is in a circle */
};

struct derive {
    struct program *p;       /* the one being built */
    struct dag *g;
    int *definer;            /* per array of the input: its loop, or -1 */
    bool *many;              /* per array: several loops, or a recurrence */
    uint32_t *tangent;       /* per array: of its derivatives with respect to
                                every unknown, or UINT32_MAX */
    Expr *expanded;          /* per array: its DEFINE body with lets inlined */
    bool expands;            /* there is one */
    Expr *factor;            /* per array: d (reduction) / d body, or none */
    uint32_t *magnitude;     /* per array: its temporary of magnitudes, or 0 */
    struct drift *drift;     /* per array */
    bool drifts;             /* the rounding of recurrences stands beside */
    size_t arrays;           /* of the input program */
    struct product_parts *parts;     /* per array that is a product */
    bool twice;              /* derivatives will be differentiated again */
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
/* How many indices a loop_enter adds; is this one told by the element? */
unsigned loop_inner_rank(const struct derive *d, const struct loop *loop);
bool loop_own_index(const struct derive *d, const struct loop *loop,
                    unsigned var);
/* Are two turns of a loop one and the same? */
Expr same_turn(struct derive *d, const struct loop *loop,
               const struct turns *k, const struct turns *l);
/*
 * The second derivative of a product with respect to the factors of two turns:
 * the product of all others; 0 where the turns are the same.
 */
Expr product_cross(struct derive *d, const struct loop *loop,
                   const struct turns *k, const struct turns *l);
/* derive.c: rho'(u) / (2 u) of a robust loss. */
void derive_robust_weight(struct derive *d, struct family *f);
const struct loop *definer(const struct derive *d, uint32_t array);
/* How many of a loop's variables are the target's own. */
unsigned outer_rank(const struct derive *d, const struct loop *loop);

/*
 * reuse.c: in the slopes of a loop that defines an array, the loop's own value
 * is loaded.
 */
/* Does computing e call a function? */
bool calls(struct dag *g, Expr e);
void reuse_body(struct derive *d, const struct loop *loop, Slopes *s);

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
/* The derivative of e by unknown number p. */
Expr tangent_expr(struct derive *d, Expr e, Expr p);
/*
 * slope * by, term by term where one is guarded: where no guard is open, `by`
 * may be an element that nobody has written yet, and 0 times that is no 0.
 */
Expr tangent_scale(struct dag *g, Expr slope, Expr by);
/* Per array: an unknown's first column; malloc'ed. */
Expr *unknown_columns(struct derive *d);
Expr unknown_count(struct derive *d);

/* Set p, g, arrays and kept before; free with derive_end. */
void derive_begin(struct derive *d);
void derive_end(struct derive *d);

/*
 * gradient.c: the gradient of the number `from`, into new arrays of this kind,
 * like the unknowns; returns the first.
 */
struct backward {
    uint32_t from;
    enum array_kind kind;
    uint32_t number;         /* of its groups: other gradients have others */
    /* Told of each loop, last first, and the derivative of `from` with respect
       to the element that it computes; EXPR_NONE: in a recurrence. */
    void (*visit)(void *caller, const struct loop *loop, Expr seed);
    void *caller;
};
uint32_t derive_backward(struct derive *d, const struct backward *how);
void derive_gradient(struct derive *d);
/* The loops of a gradient, or of tangents, take group numbers of their own. */
/* Numbers of the groups of each gradient's, and each tangent's, loops. */
enum { GROUP_LAGRANGIAN = 1, GROUP_WEIGHTED, GROUP_SQUARES, GROUP_DRIFT,
       GROUP_ALONG = 10, GROUP_ALONG_TWICE = 20 };
uint32_t group_number(const struct derive *d, uint32_t group, uint32_t number);

/*
 * along.c: derivatives along a direction, forward on the dag.  A loop's
 * tangent sets the derivative of what it computes; expressions follow.
 */
struct along;
struct along *along_make(struct derive *d);
void along_free(struct along *a);
/* The unknowns' tangents are the direction. */
void along_unknowns(struct along *a);
/* The tangent of `array` is that array. */
void along_set(struct along *a, uint32_t array, uint32_t tangent);
/* The tangents of loops [lo, hi) of a list, appended to p->adjoint. */
enum along_list { ALONG_LOOPS, ALONG_HELPERS, ALONG_ADJOINT };
void along_loops(struct along *a, enum along_list list, size_t lo, size_t hi,
                 uint32_t number);
/* The derivative of e; EXPR_NONE: it does not move. */
Expr along_expr(struct along *a, Expr e);
/* The tangents of these arrays have this kind, and always exist. */
void along_into(struct along *a, uint32_t first, uint32_t n,
                enum array_kind kind);

/*
 * hessian.c: entries of second derivatives, by pushing pairs of elements
 * backwards through the loops.  False: not possible, or too many.
 */
struct pushing;
struct pushing *pushing_make(struct derive *d);
void pushing_free(struct pushing *h);
/* As backward.visit: what a loop's own curvature adds. */
void pushing_visit(void *pushing, const struct loop *loop, Expr seed);
/* value * (d e)^2, for each element of a domain. */
void pushing_square(struct pushing *h, const struct domain *d, Expr e,
                    Expr value, struct span span);
typedef struct { struct triangle *at; size_t n, cap; } Triangles;
bool pushing_end(struct pushing *h, enum array_kind kind, Triangles *out);

/*
 * normal.c: J'WJ where rows go through recurrences.  Per array: does one have
 * a part in it; malloc'ed.  Then one triangle, to which families of rows u add.
 * False: loops are nested too deep.
 */
bool *normal_recurs(struct derive *d);
bool normal_through(struct derive *d, const struct family *f,
                    const bool *recurs);
uint32_t normal_triangle(struct derive *d);
bool normal_rows(struct derive *d, const struct family *f, Expr u, Expr weight,
                 uint32_t triangle);

/* second.c: what is asked for beyond gradient and Jacobian. */
void derive_ask(struct derive *d, unsigned wants);
void derive_second(struct derive *d, unsigned wants);
void derive_jacobian(struct derive *d);
void derive_magnitudes(struct derive *d);
/* M(e); see magnitude.c. */
Expr magnitude_of(struct derive *d, Expr e);
/* drift.c: arrays of M for those that are no single formula.  M of a load of
   one. */
void derive_drifts(struct derive *d);
Expr drift_at_load(struct derive *d, Expr load);
void derive_spread(struct derive *d);
/* picked.c: entries that a condition picks by an index of the row. */
void derive_picked(struct derive *d);
/* winner.c: what an extreme sends to all turns goes to the one that won. */
void derive_winners(struct derive *d);
/* indexed.c: what rows have in common; when derivatives are taken. */
void derive_indexed(struct derive *d);
/* logsumexp.c: last, when all derivatives are taken. */
void derive_logsumexp(struct derive *d);

#endif
