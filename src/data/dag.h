/*
 * dag.h -- scalar expressions: hash-consed, append-only, in one array.
 *
 * Invariants: a child's index is smaller than its parent's, so every pass is
 * a plain loop; two equal expressions are the same node; operand order is
 * creation order.  Three types: real, integer (64-bit, checked), truth.
 * Index variables count from 0 and are numbered by loop depth: variables
 * 0 .. DAG_ELEMENT_DIMS-1 run over the elements of an array-valued
 * expression, the others belong to named indices by nesting.
 */
#ifndef EQC_DAG_H
#define EQC_DAG_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "../base/names.h"
#include "../base/source.h"
#include "../base/vec.h"
#include "../tables/ops.h"

typedef struct { uint32_t i; } Expr;         /* 0: none */
#define EXPR_NONE ((Expr){0})

/* DAG_FEW: whole numbers below are asked for all the time. */
enum { DAG_ELEMENT_DIMS = 9, DAG_INDEX_VARS = 64, DAG_FEW = 4 };

/* When a value is known: now, when data and params are, when x is. */
enum phase { PHASE_CONST, PHASE_SETUP, PHASE_POINT };

enum dag_type { TYPE_REAL, TYPE_INT, TYPE_BOOL };

/* Structural operators; the functions of ops.def follow, from DAG_FIRST_OP. */
#define DAG_STRUCTURAL(S)                                                     \
    S(NONE, "")                                                               \
    S(CONST, "real constant: bits in a, b; text in c")                        \
    S(INT, "integer constant: bits in a, b")                                  \
    S(INDEX, "index variable number a, from 0")                               \
    S(SIZE, "size symbol number a")                                           \
    S(LOAD, "element of array a at the index list b")                         \
    S(LIST, "an index list: first a, rest b")                                 \
    S(LOCAL, "plan only: the accumulator number a")                           \
    S(REAL, "the integer a as a real")                                        \
    S(IADD, "integer a + b")                                                  \
    S(IMUL, "integer a * b")                                                  \
    S(IDIV, "integer a / b, towards minus infinity")                          \
    S(IMOD, "a - b * IDIV(a, b)")                                             \
    S(ILT, "integer a < b")                                                   \
    S(ILE, "integer a <= b")                                                  \
    S(IEQ, "integer a == b")                                                  \
    S(LT, "real a < b")                                                       \
    S(LE, "real a <= b")                                                      \
    S(EQ, "real a == b")                                                      \
    S(AND, "a and b")                                                         \
    S(OR, "a or b")                                                           \
    S(NOT, "not a")                                                           \
    S(SELECT, "if a then b else c; real or integer")                          \
    S(SEGMENT, "the greatest k <= c - 2 with x[k] <= b, else 0; a: load x[0]")

enum dag_op {
#define S(name, text) DAG_##name,
    DAG_STRUCTURAL(S)
#undef S
    DAG_FIRST_OP             /* DAG_FIRST_OP + OP_x for x of ops.def */
};
/* The dag operator of a table row, and back. */
#define DAG_OF(op) ((unsigned)DAG_FIRST_OP + (unsigned)(op))
#define OP_OF(dag_op) ((enum op)((unsigned)(dag_op) - DAG_FIRST_OP))

struct node {
    uint8_t op;              /* enum dag_op, or DAG_OF(enum op) */
    uint8_t type;            /* enum dag_type */
    uint8_t phase;           /* enum phase: when the value is known */
    uint8_t degree;          /* in the unknowns: 0, 1, 2 = not affine */
    uint32_t a, b, c;        /* children, or payload (see above) */
    uint64_t free;           /* index variables below: bit = variable */
};

/* A probe that meets another node mostly need not look at it. */
struct dag_slot { uint32_t hash, node; };    /* node 0: free */

struct dag {
    VEC(struct node) nodes;              /* [0] is not used */
    VEC(struct span) origin;             /* per node; empty: none */
    VEC(Name) hint;                      /* see dag_hint; up to the last one */
    VEC(Name) texts;                     /* of constants */
    struct dag_slot *table;              /* hash table of node numbers */
    size_t table_size;
    Expr few[DAG_FEW];                   /* the numbers 0, 1, ... */
    struct span here;                    /* origin given to new nodes */
    VEC(uint32_t) stamp, todo, below;    /* scratch of passes: see dag_reach */
    uint32_t turn;
    uint64_t work;                       /* nodes that were rewritten so far */
    VEC(uint8_t) array_phase;            /* per array, set by program_array */
    VEC(uint8_t) array_degree;
};

/* Make or find a node as it stands; the smart constructors end here. */
Expr dag_node(struct dag *g, unsigned op, enum dag_type type, uint32_t a,
              uint32_t b, uint32_t c);

struct dag *dag_make(void);
/* So many nodes more are expected: a hint. */
void dag_expect(struct dag *g, size_t nodes);
void dag_free(struct dag *g);

static inline const struct node *dag_at(const struct dag *g, Expr e)
{
    return &g->nodes.at[e.i];
}
static inline bool expr_same(Expr a, Expr b) { return a.i == b.i; }

/* Leaves. */
Expr dag_num(struct dag *g, double v);
Expr dag_num_text(struct dag *g, double v, Name text);
Expr dag_int(struct dag *g, int64_t v);
Expr dag_index(struct dag *g, unsigned var);
Expr dag_size(struct dag *g, unsigned size);
Expr dag_local(struct dag *g, unsigned number);
/* idx[0..rank): integer expressions, 0-based in each dimension. */
Expr dag_load(struct dag *g, uint32_t array, const Expr *idx, unsigned rank);
double dag_value(const struct dag *g, Expr e);       /* of a CONST */
int64_t dag_int_value(const struct dag *g, Expr e);  /* of an INT */
bool dag_is_num(const struct dag *g, Expr e, double v);
bool dag_is_const(const struct dag *g, Expr e);
/* A function, a quotient: worth a place of its own. */
bool dag_is_costly(const struct dag *g, const struct node *n);
bool dag_is_int(const struct dag *g, Expr e);        /* an INT constant */
/* The index list of a LOAD; returns its length. */
unsigned dag_load_index(const struct dag *g, Expr load, Expr *idx);

/* Functions of ops.def and structural operators, simplifying. */
Expr dag_op1(struct dag *g, enum op op, Expr a);
Expr dag_op2(struct dag *g, enum op op, Expr a, Expr b);
Expr dag_real(struct dag *g, Expr i);
Expr dag_iadd(struct dag *g, Expr a, Expr b);
Expr dag_isub(struct dag *g, Expr a, Expr b);
Expr dag_imul(struct dag *g, Expr a, Expr b);
Expr dag_int2(struct dag *g, enum dag_op op, Expr a, Expr b);
/* e / k for a whole k > 0, where it divides each term; else EXPR_NONE. */
Expr dag_exact_quotient(struct dag *g, Expr e, int64_t k);
Expr dag_plus(struct dag *g, Expr i, int64_t by);
/* A range lo..hi: how many it has, and the last of `count`. */
Expr dag_range_count(struct dag *g, Expr lo, Expr hi);
Expr dag_range_end(struct dag *g, Expr lo, Expr count);
/* 0 <= i < count, as a truth; i counted from the other end. */
Expr dag_in_range(struct dag *g, Expr i, Expr count);
Expr dag_mirror(struct dag *g, Expr i, Expr count);
/* One dimension more of an offset, row-major: offset * count + i. */
Expr dag_offset(struct dag *g, Expr offset, Expr count, Expr i);
Expr dag_compare(struct dag *g, enum dag_op op, Expr a, Expr b);
Expr dag_logic(struct dag *g, enum dag_op op, Expr a, Expr b);
Expr dag_select(struct dag *g, Expr cond, Expr a, Expr b);
/* a where the condition holds, and 0 elsewhere. */
Expr dag_where(struct dag *g, Expr cond, Expr a);
/* Where x stands among the `count` increasing elements that begin at `first` */
Expr dag_segment(struct dag *g, Expr first, Expr x, Expr count);
/* What a truth that is known here is: 0 or 1; -1: it is not known. */
int dag_truth(const struct dag *g, Expr e);

/*
 * seed * factor for derivatives: a select that guards the seed stays outside,
 * so that nothing is multiplied by zero (select(c, s, 0) * f becomes
 * select(c, s * f, 0)).
 */
Expr dag_scale(struct dag *g, Expr seed, Expr factor);

/*
 * A rewriting pass: to[var] replaces index variable var (EXPR_NONE: keep), and
 * `load`, when not NULL, may replace a LOAD whose indices are already
 * rewritten, or a LOCAL (return EXPR_NONE to keep it).  Costs no more than
 * the nodes below e; without `load`, than those of them that use a variable
 * which is replaced.
 */
struct dag_rewrite {
    const Expr *to;
    Expr (*load)(void *caller, struct dag *g, Expr load);
    void *caller;
};
Expr dag_rewrite(struct dag *g, Expr e, const struct dag_rewrite *how);

/*
 * The nodes below the roots and themselves, each once, children first: their
 * numbers ascending, malloc'ed in *list; returns how many.  Costs what it
 * returns, however large the dag is.
 */
size_t dag_reach(struct dag *g, const Expr *roots, size_t n, uint32_t **list);
/* The same in no order; the list is good until the next walk. */
size_t dag_below(struct dag *g, const Expr *roots, size_t n,
                 const uint32_t **list);
/* The place of a node in such a list; n where it is not there. */
size_t dag_place(const uint32_t *list, size_t n, Expr node);
/* What `node` makes of e: of each node below once, from what it made of the
   children (EXPR_NONE: no child), in the order of dag_children. */
Expr dag_fold(struct dag *g, Expr e,
              Expr (*node)(void *caller, Expr e, const Expr of[3]),
              void *caller);

/* Does e load an element of an array? */
bool dag_loads(struct dag *g, Expr e);

/* The same operator on other children; simplifies again. */
Expr dag_rebuild(struct dag *g, const struct node *n, const Expr kid[3]);

/* A named place for a node that has none: lets and results keep their names */
void dag_name(struct dag *g, Expr e, Name name);
Name dag_hint(const struct dag *g, Expr e);  /* that name, or NULL */

/*
 * The degree of a node, 0, 1 or 2 (not affine), from those of its a, b and c,
 * where they are nodes, and of the array that it loads from.
 */
unsigned dag_degree(const struct node *n, const unsigned of[3],
                    unsigned loaded);

/* Children that are nodes (LOAD: its list); returns how many. */
unsigned dag_children(const struct node *n, Expr out[3]);

/* First source place of a node; empty when it has none. */
struct span dag_origin(const struct dag *g, Expr e);

/*
 * Print as the user would write it.  `name` gives an array's name and lower
 * bounds; shared subexpressions that are large get names t1, t2, ...
 */
struct dag_names {
    const char *(*array)(const void *caller, uint32_t array);
    Expr (*lower)(const void *caller, struct dag *g, uint32_t array,
                  unsigned dim);
    const char *(*size)(const void *caller, unsigned size);
    const void *caller;
    const uint8_t *letter;   /* per index variable: i, j, ...; NULL: by number,
                                where element and named ones may look alike */
};
void dag_print(struct dag *g, Expr e, const struct dag_names *names,
               FILE *out);

#endif
