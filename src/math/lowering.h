/* lowering.h -- what the files lower*.c share; nobody else includes it. */
#ifndef EQC_LOWERING_H
#define EQC_LOWERING_H

#include "lower.h"

#include "../base/arena.h"
#include "../read/local_parts.h"

/*
 * A value while lowering: an expression of the element variables
 * 0 .. rank-1, one per dimension.  e none: there was an error, said already.
 */
struct value {
    Expr e;
    unsigned rank;
    Expr lo[PROGRAM_RANK], count[PROGRAM_RANK];
};

enum mode { MODE_REAL, MODE_INT };

/* A place in the walk over an expression: a node and its next child. */
struct frame {
    Ast node, kid;
    uint8_t mode, stage;
    size_t values, scope, base, open, choices; /* heights of the stacks on
                                                   entry */
};

struct bound { Name name; struct value v; };
/* guard: the condition that stands behind it, or none. */
struct open_index { unsigned var; bool bad; Expr lo, count, most, guard; };

struct file_rows { Name file; Expr size; };

/* A call of a user's function that was lowered before, with its value. */
enum { CALL_ARGS = 6 };
struct known_call {
    uint32_t fn, args;
    Expr arg[CALL_ARGS];
    uint64_t open;           /* the indices in scope and the arguments' shapes,
                                as a hash of numbers */
    struct value v;
};
/* Rows that are no box: `to` takes an index to its table; count none: bad. */
struct listed {
    struct domain from;
    Expr to[DAG_INDEX_VARS], count;
    Expr most;                           /* where only set-up knows the count */
};
enum binding_kind { BIND_NONE, BIND_VALUE, BIND_ARRAY };
struct binding { uint8_t kind; uint32_t array; struct value v; };

/* What [..] after a name says: a shape, and the loop over its elements. */
struct dims {
    struct value shape;
    struct domain domain;
    bool binders;
    bool recurs;             /* of a part in local_parts.h */
    size_t scope, open;
};

/* A local let that comes in parts or needs itself, as far as it is lowered. */
struct recurring {
    Ast first;               /* part */
    uint32_t array;          /* UINT32_MAX: there was an error, said already */
    struct value shape;      /* of its own indices */
    size_t loops;            /* of the program, when it began */
    size_t depth;            /* of the local lets around */
    unsigned left;           /* parts still to come */
};

struct lower {
    struct arena *arena;
    Name values_of;          /* the data whose values, no indices, are checked */
    const struct model *m;
    const bool *wide;                    /* per symbol: a param is an unknown;
                                            or NULL */
    const struct ast *t;
    struct names *names;
    struct program *p;
    struct dag *g;
    struct diag *d;
    struct binding *symbols;             /* one per symbol of the model */
    VEC(struct frame) frames;
    VEC(struct value) values;
    VEC(struct dims) local_dims;         /* of the local lets around */
    struct local_parts parts;
    VEC(struct recurring) recurring;     /* until all parts are there */
    VEC(struct bound) scope;             /* names above the symbols */
    size_t base;                         /* names below are hidden (in a fn) */
    VEC(struct open_index) open;         /* indices in scope, by depth */
    VEC(Expr) choices;                   /* conditions of the `if` around */
    Expr element;                        /* flat number of the element that is
                                            being declared, for randn */
    VEC(struct known_call) calls;        /* in no order; found by call_slots */
    uint32_t *call_slots;                /* hash table: number in calls + 1 */
    size_t call_slot_count;
    VEC(struct diff_name { Name name; struct span at; }) diffs;
    VEC(struct listed) listed;
    bool rows_listed;                    /* the last of them is of the rows
                                            at hand */
    VEC(struct file_rows) files;         /* sizes of data without brackets */
    int said;                            /* the last message's number */
    VEC(Expr) refused;                   /* subscripts: each is told once */
    bool in_parts;                       /* lowering elements that may refer to
                                            earlier ones */
    const char *part;                    /* NULL, or the loss that is lowered:
                                            its nodes have no place in the text */
};

/* lower_alike.c: once all else is there. */
void lower_alike(struct lower *l);
/* lower_unknown.c */
void lower_unknown(struct lower *l, uint32_t sym);
/* The flat number of the element that is being declared. */
Expr element_number(struct lower *l, const struct dims *d);
/* lower_wide.c: an unknown without start and bounds; false: where it has both.
   The array of a table or a param, which may be an unknown. */
bool wide_unknown(struct lower *l, const struct symbol *s, uint32_t array,
                  const struct dims *d);
uint32_t wide_input(struct lower *l, uint32_t sym, enum array_kind kind,
                    const struct value *shape);

/* lower_expr.c: evaluate an expression, or an index (MODE_INT). */
struct value lower_expr(struct lower *l, Ast node, enum mode mode);
struct value lower_scalar(struct lower *l, Ast node, const char *what);
struct value value_of(Expr e);
bool value_bad(const struct value *v);
/* One extent is a size that the data give, the other something else. */
bool size_help(struct lower *l, Expr a, Expr b);
bool shape_same(const struct value *a, const struct value *b);
/* a gets the common shape; false after an error was reported at node. */
bool shape_join(struct lower *l, Ast node, struct value *a,
                const struct value *b);
const char *shape_text(struct lower *l, const struct value *v);
const char *int_text(struct lower *l, Expr e);
struct value lower_fail(struct lower *l, const char *code, Ast at,
                        const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
int last_message(const struct lower *l);
struct value fail_condition(struct lower *l, Ast at);    /* lower_ops.c */

/* lower_ops.c, lower_call.c: one node, from the values of its children. */
struct value value_binary(struct lower *l, Ast at, enum mode mode,
                          struct value a, struct value b);
struct value value_unary(struct lower *l, Ast at, enum mode mode,
                         struct value a);
struct value value_comparison(struct lower *l, Ast at, const struct value *v,
                              size_t n);
struct value value_choice(struct lower *l, Ast at, const struct value *v);
struct value value_subscript(struct lower *l, Ast at, const struct value *v,
                             size_t n);
struct value value_call(struct lower *l, const struct frame *f,
                        const struct value *v, size_t n);
/* An INT expression for v, or an error: subscripts and ranges are integers. */
struct value value_as_int(struct lower *l, Ast at, struct value v);
struct value value_in_mode(struct lower *l, Ast at, struct value v,
                           enum mode mode);

/* lower_matrix.c: whole arrays. */
struct value value_product(struct lower *l, Ast at, const struct value *a,
                           const struct value *b);
struct value value_transpose(struct lower *l, Ast at, const struct value *v);
/* dot, norm, cross; false: it is a call of something else. */
bool value_whole_call(struct lower *l, Ast at, const struct value *v, size_t n,
                      struct value *out);
/* The text of a node, for messages; "..." when it is long. */
const char *lower_text(struct lower *l, Ast at);

/* lower_list.c: an array written in an expression. */
struct value value_list(struct lower *l, Ast at, const struct value *v,
                        size_t n, bool outermost);
/* The e[k] whose number element variable 0 is. */
Expr choose_element(struct dag *g, const Expr *e, size_t n);

/*
 * lower_diff.c: diff(e, x).  What the file differentiates by stays a load of
 * an array: value_keep makes it one where `name` is such a thing.
 */
void diff_names(struct lower *l);
bool diff_wants(const struct lower *l, Name name, struct span within);
struct value value_keep(struct lower *l, struct value v, struct span span);
struct value value_diff(struct lower *l, Ast call, const struct value *v,
                        size_t n);

/* lower_interp.c: interp and pchip. */
struct value value_interp(struct lower *l, Ast call, const struct value *v,
                          size_t n);

/* lower_reduce.c: sums and their kin become loops of their own. */
struct value lower_reduce(struct lower *l, Ast call, enum effect effect,
                          struct value body, size_t open_before, bool mean);

/* lower_index.c: subscripts stay inside their arrays. */
/*
 * The index to read at: idx itself, or what it must be under the `if` around
 * it so that the branch that is not taken reads nothing outside.  Is [0,
 * count) not certain to hold it, set-up will check.  None after an error.
 */
Expr index_check(struct lower *l, Ast at, Expr idx, const struct value *base,
                 unsigned dim);
/* Are all from first to last inside, if there are any?  Reports. */
bool slice_check(struct lower *l, Ast at, Expr first, Expr last,
                 const struct value *base, unsigned dim);
/* value, which is not negative, must be 0, as set-up will see. */
void zero_check(struct lower *l, Ast at, Expr value, const char *what);
/* In no turn of d may this hold, as set-up will see. */
void never_check(struct lower *l, struct span at, const struct domain *d,
                 Expr wrong, const char *what);
/*
 * The indices in scope below `height` that something which uses `used` (bits
 * of variables) is computed over, as bits, and the conditions on them.
 */
uint64_t index_closure(struct lower *l, uint64_t used, size_t height,
                       Expr *guard);
/* Is idx >= 0 and < count for sure? */
bool index_is_inside(struct lower *l, Expr idx, Expr count);
/* a and b; either may be none. */
Expr both(struct lower *l, Expr a, Expr b);

/* lower_extreme.c */
/* An integer expression for a real one made of whole numbers, or none. */
Expr whole_of(struct lower *l, Expr e);
/*
 * The least or greatest value of an integer expression over the ranges of the
 * indices in scope and of whole data; none where that is not known.
 */
Expr index_extreme(struct lower *l, Expr e, bool greatest);
/* lower_bound.c: a number that e never exceeds, if one can be told. */
Expr index_at_most(struct lower *l, Expr e);
/*
 * 1: e >= 0 for sure; 0: e < 0 for sure; -1: the sizes decide.  Sizes are not
 * negative; a sum's constant stands last.
 */
int sign_known(const struct dag *g, Expr e);
/* The first data element, div, mod or choice that e is a sum of; or none. */
Expr find_atom(struct lower *l, Expr e);
Expr put_var(struct lower *l, Expr e, unsigned var, Expr by);

/* Values of [a, b] or [[a, b], [c, d]], row-major. */
struct table {
    VEC(double) v;
    unsigned rank;
    size_t extent[PROGRAM_RANK];
    bool bad;
};

/* lower_integer.c: data that are whole numbers. */
/* Arrays are boxes: an extent depends on no index and on no data.  Reports. */
bool dims_fixed(struct lower *l, Ast at, Expr lo, Expr hi);
void integer_range(struct lower *l, const struct symbol *s, uint32_t array);
void integer_table(struct lower *l, const struct symbol *s, uint32_t array,
                   size_t n);
bool integer_computed(struct lower *l, const struct symbol *s, uint32_t array,
                      struct value v);
void integer_binds_size(struct lower *l, const struct symbol *s,
                        const struct table *t);
/* The subscript or end `e` is no whole number: said once for each e. */
struct value integer_refused(struct lower *l, Ast at, Expr e);
struct domain domain_elements(struct lower *l, const struct value *v);
struct domain domain_open(struct lower *l);
void domain_append(struct domain *to, const struct domain *more);

/* Name a binder's variable; lo and hi are its integer ends. */
void open_binder(struct lower *l, Ast binder, struct value lo,
                 struct value hi);
/* A condition stands behind the last index that was opened. */
void open_condition(struct lower *l, Ast at, struct value v);
void bind_name(struct lower *l, Name name, struct value v);
/* The size symbol s as a value: known from inline data, or with the file. */
struct value size_value(struct lower *l, uint32_t s);

/*
 * lower_calls.c: functions are inlined; equal calls are lowered once, so that
 * f4(x) = f3(x) + f3(x) costs no more than it says.
 */
const struct value *call_known(struct lower *l, uint32_t fn,
                               const struct value *args, size_t n);
void call_remember(struct lower *l, uint32_t fn, const struct value *args,
                   size_t n, struct value v);
/* After loops were taken back: what was lowered may need them. */
void calls_forget(struct lower *l);

/* lower_local.c: before a local let's value is lowered, and with it. */
void local_open(struct lower *l, Ast decl);
void local_close(struct lower *l, Ast decl, struct value v);

/*
 * lower_recurring.c: a local let that comes in parts or needs itself becomes an
 * array over the indices in scope and its own.  begin: before its first part;
 * part: each one's value; the dims are still open.
 */
void recurring_begin(struct lower *l, Ast decl);
void recurring_part(struct lower *l, Ast decl, const struct dims *d,
                    struct value v);
void recurring_done(struct lower *l);

/* lower_decl.c */
void lower_symbols(struct lower *l);
/*
 * Open the dims of a declaration; its indices are in scope until dims_close.
 * `part`: x[3] is the element 3, not a range up to it.
 */
bool dims_open(struct lower *l, Ast dims, struct dims *d, bool part);
void dims_close(struct lower *l, const struct dims *d);
/* The loop that gives every element of an array its value. */
bool define_loop(struct lower *l, Ast at, const struct dims *d,
                 uint32_t array, struct value v, struct loop *out);
/* Bind a symbol to a new array; UINT32_MAX after an error. */
uint32_t add_array(struct lower *l, uint32_t sym, enum array_kind kind,
                   const struct value *shape, enum phase phase,
                   unsigned degree);

/* lower_parts.c: a let in several parts, and lets that need one another. */
void lower_parts(struct lower *l, const uint32_t *symbols, size_t n);
/* Do n boxes tile one, without gaps and overlaps?  Then `all` is that one. */
bool parts_tile(struct lower *l, const struct value *const *box, size_t n,
                struct value *all);
/* recurrence.c: an order for the loops [first, end) of a group of arrays. */
bool recurrence_order(struct lower *l, size_t first, const uint32_t *arrays,
                      size_t n, struct span at);
/* recurrence_circle.c: a note to message m: who needs whom, from `start`. */
void say_circle(struct lower *l, int m, const struct loop *const *loops,
                size_t n, size_t start);
/* Open the binders that are children of BINDERS or DIMS. */
void lower_binders(struct lower *l, Ast binders);

/* lower_table.c */
void table_read(struct lower *l, struct table *t, Ast list);
/* A size name that nobody bound takes the extent of the inline data. */
void table_binds_sizes(struct lower *l, const struct symbol *s,
                       const struct table *t);
/* The declared shape must be that of the list; none declared: take it. */
bool table_shape(struct lower *l, const struct symbol *s,
                 const struct table *t, struct value *shape);

/* lower_constraint.c; lower_held: an equation beside a fit or a loss. */
void lower_constraint(struct lower *l, Ast at);
void lower_held(struct lower *l, struct family f);

/* lower_rows.c */
/*
 * The rows of what v is: over the indices in scope, and its own elements.
 * What stands in a row then goes through row_value.
 */
struct domain family_domain(struct lower *l, Ast at, const struct value *v);
Expr row_value(const struct lower *l, Expr e);
/* lower_found.c: the list that set-up makes of the rows of d. */
void find_rows(struct lower *l, Ast at, const struct domain *d,
               struct listed *out);

/* lower_relation.c */
void lower_statements(struct lower *l);
void lower_shows(struct lower *l);
void lower_solve(struct lower *l);

/* lower_const.c: the number an expression is, at compile time. */
bool const_value(struct lower *l, Expr e, double *out);

/* squares.c: a loss that is a sum of squares becomes families. */
void find_squares(struct program *p, Expr loss);
/* The sum loop of a scalar temporary, or NULL. */
const struct loop *sum_loop(const struct program *p, uint32_t array);

/* terms.c: where mini-batches are asked for, what the loss is the sum of. */
void find_terms(struct lower *l);

#endif
