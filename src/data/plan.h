/*
 * plan.h -- what the generated functions do, step by step: data that both the
 * interpreter and the C emitter follow without deciding anything.
 *
 * A function is a list of steps.  A step's number is the name of its value
 * (single assignment within its loop turn); operands are smaller numbers.
 * Pure steps are dag operators on values; the others are below.  FOR ... END
 * nest.  Elements of arrays are addressed by flat 0-based offsets.
 */
#ifndef EQC_PLAN_H
#define EQC_PLAN_H

#include "program.h"

/* Steps that are no dag operators. */
#define PLAN_STEPS(S)                                                         \
    S(FOR, "value: the index, from 0 to a - 1 (a: integer step)")             \
    S(ROWS, "value: the row of family a (offset b, count c: integer steps) "  \
            "from max(lo - b, 0) to min(hi - b, c) - 1")                      \
    S(FAMILIES, "value: the turn of a families, FAMILY steps inside, of c "   \
                "rows each from row b on (integer steps): all turns that one "\
                "of them has in [lo, hi)")                                    \
    S(FAMILY, "what follows, where the row of family a, b + turn of the "     \
              "FAMILIES around it, is in [lo, hi); PUSH goes on where its "   \
              "last row ended")                                               \
    S(IF, "what follows, where truth step a holds")                           \
    S(END, "closes what was opened at step a")                                \
    S(VAR, "a local accumulator, starting as step a")                         \
    S(ACC, "VAR a = VAR a (effect c) step b")                                 \
    S(GET, "the value of VAR a now")                                          \
    S(STORE, "array a at offset b = step c")                                  \
    S(UPDATE, "array a at offset b: (effect in flags) step c")                \
    S(FILL, "all of array a = step b")                                        \
    S(PUSH, "output stream a: next element = step b; may be NULL")            \
    S(COUNT, "output stream a (size_t): next element = integer step b")       \
    S(OUT, "scalar output a: = step b; may be NULL")                          \
    S(REQUIRE, "REFUSED unless truth step a; bound check b, its index step c")

enum plan_op {
    PLAN_FIRST = 192,        /* below: dag operators */
#define S(name, text) PLAN_##name,
    PLAN_STEPS(S)
#undef S
    PLAN_STEP_END
};

/* In a LOAD step: a = array, b = integer step with the flat offset. */
struct step {
    uint8_t op;              /* dag operator or enum plan_op */
    uint8_t type;            /* enum dag_type of the value */
    uint8_t flags;           /* UPDATE: enum effect; FOR, ACC: STEP_... */
    uint8_t uses;            /* 0, 1, 2 = more: how often the value is used.
                                A pure step used once, in the same loop turn,
                                may be written inside its user. */
    uint32_t a, b, c;
    Expr expr;               /* the node it came from: origins, names, consts */
};

/*
 * A FOR with STEP_LANES: its first a / PLAN_LANES * PLAN_LANES turns send what
 * an ACC with STEP_LANES has to one of PLAN_LANES accumulators, by turn
 * modulo PLAN_LANES; the turns that are left send it to the VAR itself.  After
 * the END, the accumulators are combined into the VAR:
 *     VAR = VAR effect (((0 4) (2 6)) ((1 5) (3 7)))
 * In a FOR with STEP_INDEPENDENT no turn touches in memory what another writes.
 * In FAMILIES with STEP_BESIDE, PLAN_LANES turns may be taken together, if what
 * they push is then pushed turn by turn.
 */
enum { STEP_LANES = 1, STEP_INDEPENDENT = 2, STEP_BESIDE = 4, PLAN_LANES = 8 };

/* The most that one FAMILIES has. */
enum { PLAN_FAMILIES_MAX = 8 };

/*
 * Passes over a plan.  An exact one keeps every rounding; a reassociating one
 * changes the order of sums, which is then the plan's: interpreter and C
 * follow it alike.
 */
#define PLAN_PASSES(P)                                                        \
    P(INDEXED, indexed, "exact", "work of rows done once an entry of a table")\
    P(WINNER, winner, "exact", "the adjoint of an extreme at its index only") \
    P(JOINED, joined, "exact", "rows of families that share work, together")  \
    P(BESIDE, beside, "exact", "rows of PLAN_LANES turns side by side")       \
    P(ALIGN, align, "reassociating", "a sum cut to run beside another loop")  \
    P(COLUMNS, columns, "exact", "recurrences a column at a time")            \
    P(STEPWISE, stepwise, "reassociating", "what steps give added at once")   \
    P(BLOCKS, blocks, "reassociating", "PLAN_LANES turns of data at a time")  \
    P(MIDDLE, middle, "exact", "what a middle index leaves as it is, before") \
    P(LANES, lanes, "reassociating", "a sum in PLAN_LANES parts")             \
    P(COUNTED, counted, "exact", "where a quotient of indices leads, counted")\
    P(INDEPENDENT, independent, "exact", "turns that may be taken together")

enum plan_pass {
#define P(tag, name, kind, text) PASS_##tag,
    PLAN_PASSES(P)
#undef P
    PASS_COUNT
};

/* A pass did something at this step of a function. */
struct fired { uint8_t pass, function; uint32_t step; };

/* Output streams and scalars, and arguments, of each function. */
enum plan_stream { STREAM_ROW, STREAM_JAC, STREAM_START, STREAM_COL,
                   STREAM_WEIGHT, STREAM_LINE, PLAN_STREAMS };

/* Lists of families; some functions run over the rows of one. */
enum plan_list { LIST_NONE, LIST_RESIDUAL, LIST_SHOW, LIST_CONSTRAINT,
                 LIST_TERM, PLAN_LISTS };

/* F(tag, name, the list whose rows [lo, hi) it runs over, what it does) */
#define PLAN_FUNCTIONS(F)                                                     \
    F(CHECK, check, NONE, "REQUIRE that indices data decide are inside")      \
    F(SETUP, setup, NONE, "what params and data alone decide")                \
    F(START, start, NONE, "start values and bounds")                          \
    F(PREPARE, prepare, NONE, "what a point decides for all rows")            \
    F(RESIDUAL, residual, RESIDUAL, "PUSH ROW")                               \
    F(JACOBIAN, jacobian, RESIDUAL, "rows and entries: PUSH ROW, JAC")        \
    F(STRUCTURE, structure, RESIDUAL,                                         \
      "COUNT START once a row (its entries), COL each")                       \
    F(MAGNITUDE, magnitude, RESIDUAL, "PUSH ROW")                             \
    F(ROBUST, robust, RESIDUAL,                                               \
      "LOCAL 0 is u[k]: PUSH ROW rho, WEIGHT rho'/(2u)")                      \
    F(SEPARABLE, separable, NONE,                                             \
      "COUNT COL: unknowns that rows are affine in, jointly")                 \
    F(LOSS, loss, NONE, "OUT 0: the loss")                                    \
    F(GRADIENT, gradient, NONE, "OUT 0: the loss; stores into gradient")      \
    F(SPREAD, spread, NONE, "OUT 0: weighted squares about the mean")         \
    F(SHOW, show, SHOW, "derived results: PUSH ROW")                          \
    F(SHOW_JACOBIAN, show_jacobian, SHOW, "PUSH ROW, JAC")                    \
    F(SHOW_STRUCTURE, show_structure, SHOW, "COUNT START, COL")               \
    F(CONSTRAINT, constraint, CONSTRAINT, "PUSH ROW")                         \
    F(CONSTRAINT_JACOBIAN, constraint_jacobian, CONSTRAINT, "PUSH ROW, JAC")  \
    F(CONSTRAINT_STRUCTURE, constraint_structure, CONSTRAINT,                 \
      "COUNT START, COL")                                                     \
    F(CONSTRAINT_MAGNITUDE, constraint_magnitude, CONSTRAINT, "PUSH ROW")     \
    F(SENSE, sense, CONSTRAINT, "COUNT COL: enum eqr_sense")                  \
    F(TERM, term, TERM, "terms of the loss: PUSH ROW")                        \
    F(TERM_JACOBIAN, term_jacobian, TERM, "PUSH ROW, JAC")                    \
    F(TERM_STRUCTURE, term_structure, TERM, "COUNT START, COL")               \
    F(HESSIAN, hessian, NONE, "stores into HESSIAN")                          \
    F(HESSIAN_STRUCTURE, hessian_structure, NONE, "COUNT LINE, COL")          \
    F(NORMAL, normal, NONE, "OUT 0: the loss; stores into NORMAL, JTR")       \
    F(NORMAL_STRUCTURE, normal_structure, NONE, "COUNT LINE, COL")            \
    F(HV, hv, NONE, "stores into HV")                                         \
    F(VJ, vj, NONE, "stores into VJ")                                         \
    F(ALONG, along, NONE, "what a point and a direction decide for all rows") \
    F(JV, jv, RESIDUAL, "PUSH ROW: along the direction")                      \
    F(JVV, jvv, RESIDUAL, "PUSH ROW: twice along the direction")

enum plan_function {
#define F(tag, name, list, text) FUNCTION_##tag,
    PLAN_FUNCTIONS(F)
#undef F
    FUNCTION_COUNT
};

struct function {
    bool present;
    VEC(struct step) steps;
};

/*
 * Where an array lives, and at which flat offset (reals) it begins there.
 *   X        the vector of unknowns      START, LOWER, UPPER  like X
 *   PARAM    param number `place`        DATA  data number `place`
 *   TABLE    constants in the code       SETUP, POINT  workspace
 *   GRADIENT the gradient, like X; CALL_ARRAYS: what a call brings or takes
 */
enum home { HOME_NONE, HOME_X, HOME_START, HOME_LOWER, HOME_UPPER, HOME_PARAM,
            HOME_DATA, HOME_TABLE, HOME_SETUP, HOME_POINT, HOME_GRADIENT,
#define C(tag, name, like_x) HOME_##tag,
            CALL_ARRAYS(C)
#undef C
            HOMES };

struct placed {
    uint8_t home;
    uint32_t place;          /* PARAM, DATA, TABLE: number among its kind */
    Expr offset;             /* integer: begin within its home */
    Expr size;               /* integer: number of elements */
};

/* The rows of a list of families. */
struct plan_rows {
    Expr count;              /* of all families, at most: sizes decide */
    Expr found;              /* how many there are, where only set-up knows
                                (it loads what that stores); else EXPR_NONE */
    Expr width;              /* most Jacobian entries of a row */
    Expr entries;            /* of all rows at most, where that is less than as
                                many times the width; else EXPR_NONE */
    VEC(Expr) each;          /* rows of each family: as many as there are */
    VEC(Expr) most;          /* at most: sizes decide */
};

struct plan {
    const struct program *program;       /* expressions live in its dag */
    struct function functions[FUNCTION_COUNT];
    VEC(struct placed) arrays;           /* one per array of the program */
    Expr n;                  /* unknowns */
    struct plan_rows lists[PLAN_LISTS];
    Expr drawn;              /* rows of LIST_TERM that batches are drawn of */
    Expr setup_size, point_size;         /* reals of workspace */
    Expr hessian_size, normal_size;      /* entries */
    bool *separable;         /* per array: unknowns that rows are jointly affine
                                in, where that is of use; else NULL */
    Expr separable_count;    /* elements of those */
    int cls;                 /* enum eqr_class */
    unsigned flags;          /* enum eqr_flag */
    VEC(struct fired) fired; /* which pass did what where */
    const char *class_text;  /* "linear system" */
    const char *solver;      /* row of solvers.def */
    int search;              /* enum eqr_search_kind: NONE where the file has none */
    unsigned needs;          /* what that row needs */
};

/* Does the step open what an END closes? */
static inline bool plan_opens(unsigned op)
{
    return op >= PLAN_FOR && op <= PLAN_IF;
}

enum plan_list plan_list_of(enum plan_function f);
/* The families of a list, in their order; how many. */
size_t plan_families(const struct plan *p, enum plan_list list,
                     const struct family **out);

void plan_print(const struct plan *p, FILE *out);
void plan_free(struct plan *p);

#endif
