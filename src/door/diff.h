/*
 * diff.h -- what the parts of `eqc diff` share.
 *
 * Everything is done on the raw program.  A derivative is an expression; what
 * it sums over becomes a loop of its own, appended to the program, so that
 * the same expression can be printed (as a sum) and evaluated.
 */
#ifndef EQC_DIFF_H
#define EQC_DIFF_H

#include "bound.h"
#include "wording.h"

/*
 * d (an element) / d `load`: an element of an unknown or a param.  `free`: the
 * indices of the target that run by themselves, as in d sum(w) / d w[i].
 */
struct part { Expr load, value; struct domain free; };
typedef struct { struct part *at; size_t n, cap; } Parts;

/* Free indices are numbered by the target's dimension from here. */
enum { FREE_VAR = 24, OTHER_VAR = 33, ODD_VAR = 42, VIEW_VAR = 52 };

/* An array that holds which element of a min or max is the winner. */
struct winner { uint32_t array; struct loop loop; };

/* The array of d `of` / d `by`, for one that turns: it has both's indices. */
struct tangent { uint32_t of, by, array; };

/*
 * What is differentiated: a value for each element of a domain.  A let that
 * turns is one item for its values, and one for each loop for the text.
 */
struct item {
    const char *name, *dims, *text, *note;
    Expr value;
    struct domain domain;
    Expr lo[PROGRAM_RANK];
    Parts parts;
    const struct loop *loop; /* of a let that turns: only in the text */
    bool whole;              /* a let that turns: only its values */
    bool row;                /* a residual: only in the Jacobian of --json */
    bool hidden;             /* not printed by itself */
};

struct diff {
    struct job *job;
    struct program *p;
    struct dag *g;
    bool *depends;           /* per array: on an unknown or a param */
    Parts *of;               /* per array that a loop computes */
    bool *turns;             /* per array: a recurrence, or in parts */
    bool *closed;            /* per array: too many indices */
    VEC(struct tangent) tangents;    /* their arrays one after the other */
    uint64_t *reach;         /* per array `words`: a bit for each input */
    size_t words;
    struct span refused;     /* what cannot be differentiated yet, */
    const char *what;        /* or NULL */
    size_t arrays;           /* when all began */
    VEC(struct item) items;
    VEC(struct winner) winners;
    struct oracle *oracle;
    Expr *put;               /* per node of before: with kept lets loaded */
    uint32_t put_count;
    size_t first_kept, last_kept;    /* arrays of the lets that are kept */
    unsigned sums;           /* written out in this line */
    Expr ellipsis;           /* stands for what is not written out */
    VEC(const struct loop *) maker;  /* per array: its loop's view, or NULL */
    size_t seen;             /* loops in `maker` */
    FILE *out;
};

/* diff_view.c: a loop with the array's indices first, each a variable */
const struct loop *view_of(struct diff *d, const struct loop *loop);
void guard_and(struct dag *g, Expr *guard, Expr more);
void domain_add(struct domain *to, unsigned var, Expr count, Expr most);
void domain_relax(struct dag *g, struct domain *d, unsigned k);
uint64_t domain_vars(const struct domain *d);
void domain_rewrite(struct dag *g, struct domain *d,
                    const struct dag_rewrite *how);
/* diff_reduce.c: a part of a loop from one of its body */
struct part reduce(struct diff *d, const struct loop *loop, unsigned outer,
                   struct part part);
/* Its value summed, as a load of a new array over the first `outer` indices of
   the loop and the free ones. */
Expr summed(struct diff *d, const struct loop *loop, unsigned outer,
            const struct part *part, const struct domain *sum);
/* Its value where its free indices run so far and their condition holds. */
Expr guarded_value(struct diff *d, const struct part *part);
/* diff_chain.c */
void refuse_at(struct diff *d, struct span at, const char *what);
void refuse_indices(struct diff *d, struct span at);
/* The view of the loop that computes an array, or NULL. */
const struct loop *loop_of(struct diff *d, uint32_t array);
bool is_input(const struct diff *d, uint32_t array);
void chain_begin(struct diff *d);
void chain_expr(struct diff *d, Expr e, Expr seed, Parts *out);
void chain_item(struct diff *d, struct item *it);
void chain_end(struct diff *d);
/* diff_turns.c: recurrences and lets in parts stand by their name, too */
void turns_begin(struct diff *d);
void turns_loops(struct diff *d, size_t begin, size_t end);
/* What an array is the derivative of, or NULL. */
const struct tangent *tangent_at(const struct diff *d, uint32_t array);
/* diff_lets.c: large lets become numbers that stand by their name */
void lets_begin(struct diff *d);
Expr lets_put(struct diff *d, Expr e);
bool let_is_kept(const struct diff *d, uint32_t array);
Expr let_slope(struct diff *d, uint32_t array, const struct part *part);
/* diff_factor.c: d (an element that a loop computes) / d (the loop's body) */
Expr reduction_slope(struct diff *d, const struct loop *loop);
/* diff_items.c */
void diff_items(struct diff *d);
/* diff_tidy.c: the same value in the form in which people write it */
Expr tidy(struct dag *g, Expr e);
/* diff_cases.c: what a condition decides is left out below it; e where a value
   is not 0 by its conditions */
Expr cases(struct dag *g, Expr e);
Expr where_not_zero(struct dag *g, Expr e, Expr value);
/* diff_lines.c */
/* "y[i]" */
const char *show_name(struct diff *d, const struct item *it);
const char *show_value(struct diff *d, const struct item *it);
/* "dy/dx" and "2*x"; *more: where the free indices run, or "" */
void show_part(struct diff *d, const struct item *it, const struct part *part,
               const char **left, const char **right, const char **more);
/* "dy/dx" of a number y */
const char *show_quotient(struct diff *d, const char *y, Expr load);
/* Is the part all of the derivative with respect to its target? */
bool part_is_whole(const struct diff *d, const struct item *it, size_t k);
/* diff_steps.c: the derivation, rule by rule */
void diff_steps(struct diff *d, const struct item *it);
/* diff_values.c: after bound_start, with x the point */
int diff_values(struct diff *d, struct bound *b, const double *x);

#endif
