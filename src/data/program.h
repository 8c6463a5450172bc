/*
 * program.h -- the loop program: what is computed, in which order, with
 * arrays and data never unrolled.
 *
 * A program is a list of loops in dependency order.  Each has an index domain,
 * one scalar expression as body and one effect on one array.  All indices
 * count from 0; an array's lower bounds only matter to people.  Derivatives
 * are programs too, so they compose.
 */
#ifndef EQC_PROGRAM_H
#define EQC_PROGRAM_H

#include "dag.h"

/* RANK_MAX: of what a file says. One more is for the column of a derivative. */
enum { PROGRAM_RANK = DAG_ELEMENT_DIMS, RANK_MAX = PROGRAM_RANK - 1 };

/*
 * C(tag, name, is it like the unknowns): arrays that a call brings (the first
 * four) or takes away.
 *   OBJECTIVE   the factor of the loss in the Lagrangian
 *   MULTIPLIER  those of constraint rows     WEIGHT   one per residual row
 *   DIRECTION   in which is differentiated   HV, VJ   products with a vector
 *   HESSIAN     entries of the Lagrangian's second derivative
 *   NORMAL, JTR entries of J'WJ, and J'Wu
 */
#define CALL_ARRAYS(C)                                                        \
    C(OBJECTIVE, objective, false)                                            \
    C(MULTIPLIER, multiplier, false)                                          \
    C(WEIGHT, weight, false)                                                  \
    C(DIRECTION, v, true)                                                     \
    C(HV, hv, true)                                                           \
    C(VJ, vj, true)                                                           \
    C(HESSIAN, hessian, false)                                                \
    C(NORMAL, normal, false)                                                  \
    C(JTR, jtr, true)

enum array_kind {
    ARRAY_UNKNOWN, ARRAY_PARAM,
    ARRAY_DATA,              /* read from a file, or given by the caller */
    ARRAY_TABLE,             /* constants written in the file */
    ARRAY_LET,               /* defined by loops; named by the user */
    ARRAY_TEMP,              /* a lifted reduction, or an adjoint */
    ARRAY_ALONG,             /* the derivative of another along DIRECTION */
    ARRAY_OUTPUT,            /* loss, gradient: what a function returns */
#define C(tag, name, like_x) ARRAY_##tag,
    CALL_ARRAYS(C)
#undef C
    ARRAY_KINDS
};

struct array {
    uint8_t kind;
    uint8_t rank;
    bool integer;            /* whole numbers: may be used as index */
    bool indexed;            /* made by indexed.c: for rows with an index table */
    bool winner;             /* the number of the turn that won an extreme, or
                                infinite; integer: see winner.c */
    bool in_turn;            /* an element is written and read in one turn of
                                the loop over the first index */
    bool rolls;              /* in_turn, and the index after the turn has one
                                place: what is read is what was written last */
    uint8_t turns;           /* so many first indices are not stored */
    bool increasing;         /* an input that must increase: set-up checks it */
    bool started;            /* an unknown whose start the user wrote */
    Name name;               /* as the user wrote it; temps: NULL */
    uint32_t of;             /* 1 + the array that it is a part of, or the same
                                as, laid out otherwise; else 0 */
    struct span span;
    Expr lo[PROGRAM_RANK];   /* lower bounds, for people and generated macros */
    Expr count[PROGRAM_RANK];/* extents: integer, of constants and sizes */
    Expr least, most;        /* whole numbers: all of them lie between these;
                                integer, of constants and sizes */
    const double *table;     /* TABLE: values, row-major; PARAM: defaults or
                                NULL (all must be constants) */
    uint32_t symbol;         /* of the model, or UINT32_MAX */
};

/* A loop nest: domain index k is variable var[k], from 0 to count[k] - 1. */
struct domain {
    uint8_t rank;
    uint8_t var[PROGRAM_RANK];
    Expr count[PROGRAM_RANK];    /* may use earlier variables of the domain */
    Expr most[PROGRAM_RANK];     /* the greatest count, where it is no number
                                    of sizes alone; else EXPR_NONE */
    Expr guard;                  /* truth, or EXPR_NONE */
};

/* LOGSUMEXP: log of the sum of exp(body).  derive() writes it out as a maximum,
   a sum and a definition, so that no plan has it. */
enum effect { EFFECT_DEFINE, EFFECT_SUM, EFFECT_PROD, EFFECT_MIN, EFFECT_MAX,
              EFFECT_LOGSUMEXP };

struct loop {
    struct domain domain;
    uint8_t effect;
    uint16_t picked;             /* dimensions of the target that a condition
                                    tells, as bits: some may have no turn */
    uint32_t array;
    Expr at[PROGRAM_RANK];       /* target element: array rank indices */
    Expr body;
    struct span span;
    uint32_t group;              /* loops of one group, consecutive in the
                                    list, take each turn of their first `joint`
                                    indices together, in order: recurrences;
                                    1 + where its first loop was made, and of
                                    derivatives a number above those */
    uint8_t joint;
    uint32_t within[PROGRAM_RANK];   /* the same for an index beyond those:
                                    a recurrence within each turn; or 0 */
    uint32_t together;           /* the same, for all other indices */
};

/* Loops side by side with one number here take the turns of index k together;
   0: there are none. */
static inline uint32_t loop_turns(const struct loop *loop, unsigned k)
{
    return loop->group && k < loop->joint ? loop->group : loop->within[k];
}

enum family_kind { FAMILY_EQUATION, FAMILY_FIT, FAMILY_SHOW, FAMILY_CONSTRAINT,
                   FAMILY_TERM };

/* What is asked of a constraint's row, left - right: zero, <= 0, >= 0. */
enum sense { SENSE_EQUAL, SENSE_AT_MOST, SENSE_AT_LEAST };

/* A family of residual rows (or of results): one row per domain element. */
struct family {
    uint8_t kind;
    uint8_t sense;           /* of a constraint */
    struct domain domain;
    Expr row;                /* left - right, or the shown value */
    Expr left, right;        /* EXPR_NONE for shows */
    Expr scale;              /* sqrt(weight) or 1/sigma; EXPR_NONE: 1 */
    bool absolute;           /* sigma given */
    Expr rho, rho_weight;    /* robust: of LOCAL 0 = u; EXPR_NONE: u^2 */
    Name name;               /* label, or the shown name */
    struct span span;
};

/*
 * One Jacobian entry per row of a family and element of `extra` (a loop inside
 * the row's own): d row / d unknown number `column`, weighted like the row.
 */
struct entry {
    uint32_t family;
    struct domain extra;
    Expr column, value;
    Expr total;              /* the most of all rows, where that is less than
                                rows times turns; else EXPR_NONE */
};

/*
 * Entries of a symmetric matrix: element e of `array` belongs to `row` and
 * `col`, functions of the element variables 0 .. rank-1, in any order of the
 * two.  Where `valid` does not hold the element is 0 and stands for nothing.
 * One that is packed has all entries of `size` rows, row by row: the others say
 * nothing.
 */
struct triangle {
    uint32_t array;
    Expr size;               /* of one that is packed, or EXPR_NONE */
    Expr row, col;
    Expr valid;              /* or EXPR_NONE: always */
};

/* A condition on sizes that set-up must find true: value >= 0. */
struct size_check { Expr value; struct span span; const char *what; };

/*
 * Indices that only the data decide: `array` is a number that a loop of
 * `bound_loops` makes the smallest index outside lo .. lo + count - 1, or
 * infinity.  Set-up must find it infinite.
 */
struct bound_check {
    uint32_t array;
    Expr lo, count;
    struct span span;
    Name of;                 /* the array that is indexed, or NULL */
    const char *what;        /* no index: what is wrong, or NULL */
    bool is_value;           /* no index: a value of the data `of` */
};

/* A let, or what a `diff` may be asked for: a value and its shape. */
struct named {
    Name name;
    Expr value;              /* of the element variables 0 .. rank-1 */
    unsigned rank;
    Expr lo[PROGRAM_RANK], count[PROGRAM_RANK];
    struct span span;
    bool is_loss;
};

/* `solve with M(option = value, ...)`, or with a search over M:
 * `solve with multistart(method = M, option = value, ...)` */
struct solve_option { Name name; double value; struct span span; };
struct solve {
    Name search;             /* row of searches.def, or NULL */
    Name solver;             /* NULL: not said */
    struct span span;
    VEC(struct solve_option) options;
    bool second;             /* of no method said: one with second derivatives */
};

/* A `const` that is a number: generated headers export it. */
struct program_const { Name name; double value; };

struct program {
    struct dag *dag;
    VEC(struct array) arrays;
    VEC(struct loop) loops;          /* data, lets, reductions, the loss */
    VEC(struct family) families;     /* = and ~ */
    VEC(struct family) shows;
    VEC(struct family) constraints;  /* <= and >=; = beside a fit or a loss */
    VEC(struct family) terms;        /* what the loss is the sum of, for
                                        mini-batches; else none */
    uint32_t drawn;                  /* terms that batches are drawn of: the
                                        first; the others are in each batch */
    VEC(struct loop) starts;         /* DEFINE loops into start[] arrays */
    VEC(struct loop) lowers, uppers; /* bounds, likewise; none without any */
    VEC(struct size_check) checks;
    VEC(struct bound_check) bounds;
    VEC(struct loop) bound_loops;

    /* What derive() adds. */
    unsigned derived;                /* enum derive_want: what was asked for */
    VEC(struct loop) adjoint;        /* after `loops`: the gradient of loss */
    VEC(struct loop) helpers;        /* what slopes and magnitudes need */
    VEC(struct entry) entries;       /* of families, in their order */
    VEC(struct entry) show_entries;
    VEC(struct entry) constraint_entries;
    VEC(struct entry) term_entries;
    VEC(Expr) magnitudes;            /* M(left) + M(right), per family */
    VEC(Expr) constraint_magnitudes; /* the same, per constraint */
    VEC(struct triangle) hessian, normal;
    bool hessian_by_columns;         /* no entries: from products H v */
    uint32_t through;                /* an array with a name that entries go
                                        through in forward mode; UINT32_MAX */
    VEC(Expr) along, along_twice;    /* per family: its row's first and second
                                        derivative along DIRECTION */
    uint32_t lagrangian, weighted, squares;   /* scalar arrays whose gradients
                                        are in H v, J'w, J'Wu; or UINT32_MAX */
    uint32_t first_gradient;         /* arrays like the unknowns, in order */
    uint32_t first_start, first_lower, first_upper;   /* likewise; `starts`,
                                        `lowers`, `uppers` then fill these */

    VEC(Name) sizes;
    VEC(struct named) named;         /* lets and objectives, in order */
    VEC(struct program_const) constants;
    struct solve solve;
    uint32_t loss;                   /* scalar array, or UINT32_MAX */
    bool has_bounds;
    bool has_fits, has_equations, has_objective;
    uint32_t spread;                 /* scalar array, or UINT32_MAX; see spread.c */
    bool maximise;                   /* loss is minus what the user wrote */
    bool loss_is_squares;            /* families restate the loss exactly */
};

struct program *program_make(void);
void program_free(struct program *p);
/* `phase` and `degree` are those of the array's elements. */
uint32_t program_array(struct program *p, enum array_kind kind, Name name,
                       unsigned rank, const Expr *lo, const Expr *count,
                       enum phase phase, unsigned degree);
/* Where the group of the loop before `end` begins: one loop, or several that
   take turns. */
size_t program_group_begin(const struct loop *loops, size_t end);
/* All expressions of a loop into an array of this rank. */
void loop_rewrite(struct dag *g, struct loop *loop, unsigned rank,
                  const struct dag_rewrite *how);
/* The number of elements of an array, and an element's flat offset. */
Expr program_size(const struct program *p, uint32_t array);
Expr program_offset(const struct program *p, uint32_t array, const Expr *at);
/* The number of elements of a domain (rectangular). */
Expr domain_size(struct dag *g, const struct domain *d);
/* Is it a box: extents that depend on no index and no data, and
 * no condition? */
bool domain_is_box(struct dag *g, const struct domain *d);
/* The most elements that it can have: its sides at their longest. */
Expr domain_most(struct dag *g, const struct domain *d);
/* Its index k, as an expression of sizes: how long it can be. */
static inline Expr domain_extent(const struct domain *d, unsigned k)
{
    return d->most[k].i ? d->most[k] : d->count[k];
}
/* What `solve with` says of an option, or NULL. */
const struct solve_option *program_option(const struct program *p,
                                          const char *name);
/* Element `idx` of an array: whole where its numbers are. */
Expr program_load(const struct program *p, uint32_t array, const Expr *idx);
/* The stage `program` (and `derivative`). */
void program_print(const struct program *p, FILE *out);
/* How dag_print names this program's arrays. */
struct dag_names program_names(const struct program *p);

#endif
