/*
 * Rows of rewrites.def: what is to be made is made and keeps what it says;
 * what must not be made is not, and a witness shows why.  Every row stands in
 * the decision note.
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/program.h"

static struct program *p;
static struct dag *g;
static Expr x, y;
static bool plain;           /* as written: no rewriting */

static void setup(void)
{
    Name names[] = {"x", "y"};

    p = program_make();
    g = p->dag;
    for (int k = 0; k < 2; k++)
        program_array(p, ARRAY_UNKNOWN, names[k], 0, NULL, NULL, PHASE_POINT,
                      1);
    x = dag_load(g, 0, NULL, 0);
    y = dag_load(g, 1, NULL, 0);
    plain = false;
}

static void teardown(void) { program_free(p); }

/* ---- words ------------------------------------------------------------- */

static Expr one(enum op op, Expr a)
{
    return plain ? dag_node(g, DAG_OF(op), TYPE_REAL, a.i, 0, 0)
                 : dag_op1(g, op, a);
}

static Expr two(enum op op, Expr a, Expr b)
{
    return plain ? dag_node(g, DAG_OF(op), TYPE_REAL, a.i, b.i, 0)
                 : dag_op2(g, op, a, b);
}

static Expr less(Expr a, Expr b)
{
    return plain ? dag_node(g, DAG_LT, TYPE_BOOL, a.i, b.i, 0)
                 : dag_compare(g, DAG_LT, a, b);
}

static Expr logic(enum dag_op op, Expr a, Expr b)
{
    return plain ? dag_node(g, op, TYPE_BOOL, a.i, b.i, 0)
                 : dag_logic(g, op, a, b);
}

static Expr choice(Expr c, Expr a, Expr b)
{
    return plain ? dag_node(g, DAG_SELECT, TYPE_REAL, c.i, a.i, b.i)
                 : dag_select(g, c, a, b);
}

static Expr scale(Expr seed, Expr f)
{
    return plain ? two(OP_Mul, seed, f) : dag_scale(g, seed, f);
}

#define X x
#define Y y
#define Num(v) dag_num(g, v)
#define C Num(0.1)
#define D Num(0.3)
#define Add(a, b) two(OP_Add, a, b)
#define Sub(a, b) two(OP_Sub, a, b)
#define Mul(a, b) two(OP_Mul, a, b)
#define Div(a, b) two(OP_Div, a, b)
#define Pow(a, b) two(OP_Pow, a, b)
#define Neg(a) one(OP_Neg, a)
#define Abs(a) one(OP_Abs, a)
#define Sqrt(a) one(OP_Sqrt, a)
#define Exp(a) one(OP_Exp, a)
#define Log(a) one(OP_Log, a)
#define Sin(a) one(OP_Sin, a)
#define Cos(a) one(OP_Cos, a)
#define Asin(a) one(OP_Asin, a)
#define Lt(a, b) less(a, b)
#define And(a, b) logic(DAG_AND, a, b)
#define Or(a, b) logic(DAG_OR, a, b)
#define Not(a) logic(DAG_NOT, a, EXPR_NONE)
#define If(c, a, b) choice(c, a, b)
#define Scale(s, f) scale(s, f)

#define MADE(name, keeps, from, to)                                          \
    static Expr name##_from(void) { return from; }                           \
    static Expr name##_to(void) { return to; }
#define NEVER(name, from, to) MADE(name, NO, from, to)
#include "rewrites.def"

enum keeps { BITS, REALS, NO };

static const struct row {
    const char *name;
    enum keeps keeps;
    Expr (*from)(void), (*to)(void);
} rows[] = {
#define MADE(name, keeps, from, to) {#name, keeps, name##_from, name##_to},
#define NEVER(name, from, to) {#name, NO, name##_from, name##_to},
#include "rewrites.def"
};

enum { ROWS = sizeof rows / sizeof *rows };

/* ---- values ------------------------------------------------------------ */

static double operate(const struct node *n, const double *v)
{
    double a = v[n->a], b = v[n->b];

    switch (n->op) {
    case DAG_LT: return a < b;
    case DAG_AND: return a != 0 && b != 0;
    case DAG_NOT: return a == 0;
    case DAG_OR: return a != 0 || b != 0;
    case DAG_SELECT: return a != 0 ? b : v[n->c];
    case DAG_IEQ: return n->a == n->b;       /* a truth that is known */
    default: break;
    }
    return op_row(OP_OF(n->op))->arity == 1 ? op_value1(OP_OF(n->op), a)
                                            : op_value2(OP_OF(n->op), a, b);
}

static double value(Expr e, double at_x, double at_y)
{
    double *v = calloc(g->nodes.n, sizeof *v), result;
    uint32_t *list;
    size_t n = dag_reach(g, &e, 1, &list);

    ck_assert_ptr_nonnull(v);
    for (size_t k = 0; k < n; k++) {
        const struct node *at = &g->nodes.at[list[k]];

        if (at->op == DAG_CONST)
            v[list[k]] = dag_value(g, (Expr){list[k]});
        else if (at->op == DAG_LOAD)
            v[list[k]] = at->a == 0 ? at_x : at_y;
        else if (at->op != DAG_INT)
            v[list[k]] = operate(at, v);
    }
    result = v[e.i];
    free(list);
    free(v);
    return result;
}

static bool same(double a, double b)
{
    return (a != a && b != b) ||
           (a == b && signbit(a) == signbit(b));
}

static bool near(double a, double b)
{
    return (a != a && b != b) || a == b ||
           fabs(a - b) <= 4 * 0x1p-52 * fabs(a);
}

static const double values[] = {
    0, 1, -1, 0.1, -0.7, 2, 3, -7.5, 1e100, 0x1.fffffffffffffp-1, HUGE_VAL,
    -HUGE_VAL, NAN, -0.0, 0x1p-1074, -1.7e308, 1.7e308};
/* The first eight: neither overflow nor underflow. */
enum { VALUES = sizeof values / sizeof *values, MODERATE = 8 };

static Expr as_written(const struct row *r)
{
    Expr e;

    plain = true;
    e = r->from();
    plain = false;
    return e;
}

static const char *text(Expr e)
{
    static char buf[200];
    struct dag_names names = program_names(p);
    FILE *f = fmemopen(buf, sizeof buf, "w");

    ck_assert_ptr_nonnull(f);
    dag_print(g, e, &names, f);
    fclose(f);
    return buf;
}

/* ---- tests ------------------------------------------------------------- */

START_TEST(is_made_or_not)
{
    const struct row *r = &rows[_i];
    Expr to = r->to(), from = r->from();

    ck_assert_msg((from.i == to.i) == (r->keeps != NO), "%s: becomes %s",
                  r->name, text(from));
}
END_TEST

START_TEST(keeps_what_it_says)
{
    const struct row *r = &rows[_i];
    Expr from = as_written(r), to = r->to();
    int n = r->keeps == REALS ? MODERATE : VALUES, differ = 0;

    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            double a = value(from, values[i], values[j]);
            double b = value(to, values[i], values[j]);

            if (r->keeps == NO)
                differ += !same(a, b);
            else
                ck_assert_msg(r->keeps == BITS ? same(a, b) : near(a, b),
                              "%s at %a, %a: %a and %a", r->name, values[i],
                              values[j], a, b);
        }
    ck_assert_msg(r->keeps != NO || differ > 0, "%s: no input shows why",
                  r->name);
}
END_TEST

static char *read_note(void)
{
    FILE *f = fopen(REFERENCE "/../../docs/decisions/0001-rewrites.md", "r");
    char *s = calloc(1, 20000);

    ck_assert_ptr_nonnull(f);
    ck_assert_ptr_nonnull(s);
    ck_assert_uint_lt(fread(s, 1, 19999, f), 19999);
    fclose(f);
    return s;
}

/* "`x + 0`" in the part of the note that it belongs to. */
START_TEST(stands_in_the_note)
{
    const struct row *r = &rows[_i];
    char *note = read_note(), wanted[220];
    char *never = strstr(note, "## Never"), *at;

    snprintf(wanted, sizeof wanted, "`%s`", text(as_written(r)));
    ck_assert_ptr_nonnull(never);
    at = strstr(r->keeps == NO ? never : note, wanted);
    ck_assert_msg(at && (r->keeps == NO) == (at > never),
                  "%s: the note has no %s", r->name, wanted);
    free(note);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("rewrites");
    TCase *t = tcase_create("rows");
    SRunner *run = srunner_create(s);
    int failed;

    tcase_add_checked_fixture(t, setup, teardown);
    tcase_add_loop_test(t, is_made_or_not, 0, ROWS);
    tcase_add_loop_test(t, keeps_what_it_says, 0, ROWS);
    tcase_add_loop_test(t, stands_in_the_note, 0, ROWS);
    suite_add_tcase(s, t);
    srunner_run_all(run, CK_ENV);
    failed = srunner_ntests_failed(run);
    srunner_free(run);
    return failed != 0;
}
