/*
 * The interpreter on plans built by hand: the model y ~ a exp(-k t) with a
 * table of exp(-k t) per row left out, an equation family, structure streams,
 * loops, bounds, refusals, and the search for what went wrong.
 */
#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "data/plan.h"
#include "write/vm.h"

/* ---- building plans ---------------------------------------------------- */

static struct program *prog;
static struct dag *g;
static struct plan plan;
static struct function *fn;

static uint32_t step(unsigned op, enum dag_type type, uint32_t a, uint32_t b,
                     uint32_t c)
{
    struct step s = {(uint8_t)op, (uint8_t)type, 0, 0, a, b, c, {0}};

    vec_push(&fn->steps, s);
    return (uint32_t)(fn->steps.n - 1);
}

static uint32_t leaf(Expr e)
{
    const struct node *n = dag_at(g, e);
    uint32_t k = step(n->op, (enum dag_type)n->type, 0, 0, 0);

    fn->steps.at[k].expr = e;
    return k;
}

static uint32_t num(double v) { return leaf(dag_num(g, v)); }
static uint32_t whole(int64_t v) { return leaf(dag_int(g, v)); }

static uint32_t op(enum op o, uint32_t a, uint32_t b)
{
    return step(DAG_OF(o), TYPE_REAL, a, b, 0);
}

static uint32_t load(uint32_t array, uint32_t at)
{
    return step(DAG_LOAD, TYPE_REAL, array, at, 0);
}

static void begin(enum plan_function f)
{
    fn = &plan.functions[f];
    fn->present = true;
}

static uint32_t array(enum array_kind kind, Expr count, enum home home,
                      uint32_t place, Expr offset)
{
    uint32_t a = program_array(prog, kind, NULL, 1, NULL, &count,
                               PHASE_POINT, 2);
    struct placed p = {(uint8_t)home, place, offset, count};

    vec_push(&plan.arrays, p);
    return a;
}

enum { A, K, T, Y, TOTAL, GA, GK };      /* the arrays, in this order */

/* u = a exp(-k t[i]) - y[i] for the row step; returns its step. */
static uint32_t row_value(uint32_t i, uint32_t *e)
{
    uint32_t zero = whole(0), a = load(A, zero), k = load(K, zero);

    *e = op(OP_Exp, op(OP_Neg, op(OP_Mul, k, load(T, i)), 0), 0);
    return op(OP_Sub, op(OP_Mul, a, *e), load(Y, i));
}

static uint32_t rows_begin(void)
{
    uint32_t offset = whole(0), count = leaf(dag_size(g, 0));

    return step(PLAN_ROWS, TYPE_INT, 0, offset, count);
}

static void build_rows(void)
{
    uint32_t i, e, u;

    begin(FUNCTION_RESIDUAL);
    i = rows_begin();
    u = row_value(i, &e);
    step(PLAN_PUSH, TYPE_REAL, STREAM_ROW, u, 0);
    step(PLAN_END, TYPE_REAL, i, 0, 0);
    begin(FUNCTION_JACOBIAN);
    i = rows_begin();
    u = row_value(i, &e);
    step(PLAN_PUSH, TYPE_REAL, STREAM_ROW, u, 0);
    step(PLAN_PUSH, TYPE_REAL, STREAM_JAC, e, 0);
    u = op(OP_Neg, op(OP_Mul, op(OP_Mul, load(A, whole(0)), load(T, i)), e),
           0);
    step(PLAN_PUSH, TYPE_REAL, STREAM_JAC, u, 0);
    step(PLAN_END, TYPE_REAL, i, 0, 0);
    begin(FUNCTION_STRUCTURE);
    i = rows_begin();
    step(PLAN_COUNT, TYPE_INT, STREAM_START, whole(2), 0);
    step(PLAN_COUNT, TYPE_INT, STREAM_COL, whole(0), 0);
    step(PLAN_COUNT, TYPE_INT, STREAM_COL, whole(1), 0);
    step(PLAN_END, TYPE_REAL, i, 0, 0);
}

static void build_gradient(void)
{
    uint32_t i, e, u, sum, zero, two;

    begin(FUNCTION_GRADIENT);
    zero = num(0);
    two = num(2);
    step(PLAN_FILL, TYPE_REAL, GA, zero, 0);
    step(PLAN_FILL, TYPE_REAL, GK, zero, 0);
    sum = step(PLAN_VAR, TYPE_REAL, zero, 0, 0);
    i = step(PLAN_FOR, TYPE_INT, leaf(dag_size(g, 0)), 0, 0);
    u = row_value(i, &e);
    step(PLAN_ACC, TYPE_REAL, sum, op(OP_Mul, u, u), EFFECT_SUM);
    u = op(OP_Mul, two, u);
    step(PLAN_UPDATE, TYPE_REAL, GA, whole(0), op(OP_Mul, u, e));
    fn->steps.at[fn->steps.n - 1].flags = EFFECT_SUM;
    u = op(OP_Mul, u, op(OP_Neg, op(OP_Mul, op(OP_Mul, load(A, whole(0)),
                                               load(T, i)), e), 0));
    step(PLAN_UPDATE, TYPE_REAL, GK, whole(0), u);
    fn->steps.at[fn->steps.n - 1].flags = EFFECT_SUM;
    step(PLAN_END, TYPE_REAL, i, 0, 0);
    step(PLAN_OUT, TYPE_REAL, 0, step(PLAN_GET, TYPE_REAL, sum, 0, 0), 0);
}

static void build_start(void)
{
    uint32_t one;

    begin(FUNCTION_START);
    one = num(1);
    for (uint32_t k = 0; k < 2; k++)
        step(PLAN_STORE, TYPE_REAL, GK + 1 + k, whole(0), one);
}

static void setup(void)
{
    Expr n, one, zero;

    prog = program_make();
    g = prog->dag;
    plan = (struct plan){.program = prog};
    vec_push(&prog->sizes, "n");
    n = dag_size(g, 0);
    one = dag_int(g, 1);
    zero = dag_int(g, 0);
    array(ARRAY_UNKNOWN, one, HOME_X, 0, zero);
    array(ARRAY_UNKNOWN, one, HOME_X, 0, one);
    array(ARRAY_DATA, n, HOME_DATA, 0, EXPR_NONE);
    array(ARRAY_DATA, n, HOME_DATA, 1, EXPR_NONE);
    array(ARRAY_TEMP, n, HOME_POINT, 0, zero);
    array(ARRAY_OUTPUT, one, HOME_GRADIENT, 0, zero);
    array(ARRAY_OUTPUT, one, HOME_GRADIENT, 0, one);
    array(ARRAY_TEMP, one, HOME_START, 0, zero);
    array(ARRAY_TEMP, one, HOME_START, 0, one);
    plan.n = dag_int(g, 2);
    plan.lists[LIST_RESIDUAL].count = n;
    plan.lists[LIST_RESIDUAL].width = dag_int(g, 2);
    plan.point_size = n;
    build_rows();
    build_gradient();
    build_start();
}

static void teardown(void)
{
    for (int f = 0; f < FUNCTION_COUNT; f++)
        vec_free(&plan.functions[f].steps);
    vec_free(&plan.arrays);
    program_free(prog);
}

enum { N = 20 };

static double t[N], y[N];
static const double *const data[] = {t, y};
static const eqh_int sizes[] = {N};
static const eqh_inputs inputs = {sizes, NULL, data};

static struct vm *bound(eqr_problem *p, double *start)
{
    struct vm *vm = vm_make(&plan);

    for (int i = 0; i < N; i++) {
        t[i] = 0.1 * i;
        y[i] = 3 * exp(-0.7 * t[i]);
    }
    ck_assert_int_eq(vm_bind(vm, &inputs, p, start), 0);
    return vm;
}

/* ---- the model --------------------------------------------------------- */

START_TEST(rows_by_range)
{
    eqr_problem p;
    double x[2] = {2, 0.5}, start[2], r[3], jac[6];
    size_t first[4], col[6];
    struct vm *vm = bound(&p, start);

    ck_assert(p.n == 2 && p.residual.count == N && p.residual.width == 2);
    ck_assert(start[0] == 1 && start[1] == 1);
    ck_assert_ptr_null(p.lower);
    ck_assert_int_eq(p.residual.values(p.user, x, 5, 8, r, jac), 0);
    ck_assert_int_eq(p.residual.structure(p.user, 5, 8, first, col), 0);
    for (int k = 0; k < 3; k++) {
        double e = exp(-(x[1] * t[5 + k]));
        ck_assert(r[k] == x[0] * e - y[5 + k]);
        ck_assert(jac[2 * k] == e);
        ck_assert(jac[2 * k + 1] == -(x[0] * t[5 + k] * e));
        ck_assert(first[k] == (size_t)(2 * k) && col[2 * k] == 0);
        ck_assert(col[2 * k + 1] == 1);
    }
    ck_assert(first[3] == 6);
    ck_assert_int_eq(p.residual.values(p.user, x, 7, 7, r, NULL), 0);
    vm_free(vm);
}
END_TEST

START_TEST(gradient_of_squares)
{
    eqr_problem p;
    double x[2] = {2, 0.5}, g0[2] = {NAN, NAN}, f = NAN, ga = 0, gk = 0, s = 0;
    struct vm *vm = bound(&p, NULL);

    for (int i = 0; i < N; i++) {
        double e = exp(-(x[1] * t[i])), u = x[0] * e - y[i];
        s += u * u;
        ga += 2 * u * e;
        gk += 2 * u * -(x[0] * t[i] * e);
    }
    for (int turn = 0; turn < 2; turn++) {
        ck_assert_int_eq(p.gradient(p.user, x, &f, g0), 0);
        ck_assert(f == s && g0[0] == ga && g0[1] == gk);
    }
    ck_assert_int_eq(p.gradient(p.user, x, NULL, NULL), 0);
    ck_assert_int_eq(p.gradient(p.user, x, &f, NULL), 0);
    ck_assert(f == s);
    vm_free(vm);
}
END_TEST

/* 1000 gradients of 20 rows are to take less than 10 ms; a busy machine may
 * be 20 times slower before this fails. */
START_TEST(fast_enough)
{
    eqr_problem p;
    double x[2] = {2, 0.5}, g0[2], f, seconds;
    struct vm *vm = bound(&p, NULL);
    clock_t began = clock();

    for (int i = 0; i < 1000; i++)
        p.gradient(p.user, x, &f, g0);
    seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
    ck_assert_msg(seconds < 0.2, "1000 gradients took %g s", seconds);
    vm_free(vm);
}
END_TEST

START_TEST(other_sizes_afterwards)
{
    eqr_problem p;
    struct vm *vm = bound(&p, NULL);
    const eqh_int seven[] = {7};
    const eqh_inputs few = {seven, NULL, data};
    double x[2] = {2, 0.5}, r[N];

    ck_assert_int_eq(vm_bind(vm, &few, &p, NULL), 0);
    ck_assert(p.residual.count == 7);
    r[7] = 5;
    ck_assert_int_eq(p.residual.values(p.user, x, 0, N, r, NULL), 0);
    ck_assert(r[7] == 5 && r[6] == x[0] * exp(-(x[1] * t[6])) - y[6]);
    vm_free(vm);
}
END_TEST

/* ---- refusals ---------------------------------------------------------- */

static int bind_with(eqh_int n, const double *first)
{
    const double *const some[] = {first, y};
    const eqh_inputs in = {&n, NULL, some};
    eqr_problem p;
    struct vm *vm = vm_make(&plan);
    int status = vm_bind(vm, &in, &p, NULL);

    vm_free(vm);
    return status;
}

START_TEST(bad_inputs_are_refused)
{
    double bad[N] = {0, 1, NAN};

    ck_assert_int_eq(bind_with(N, t), 0);
    ck_assert_int_eq(bind_with(0, NULL), 0);
    ck_assert_int_eq(bind_with(N, NULL), EQR_REFUSED);
    ck_assert_int_eq(bind_with(N, bad), EQR_REFUSED);
    ck_assert_int_eq(bind_with(2, bad), 0);
    ck_assert_int_eq(bind_with(-1, t), EQR_REFUSED);
    ck_assert_int_eq(bind_with(INT64_MAX, NULL), EQR_REFUSED);
}
END_TEST

START_TEST(checks_on_sizes)
{
    struct size_check c = {dag_isub(g, dag_size(g, 0), dag_int(g, 3)),
                           {0, 0}, "at least 3 rows"};

    vec_push(&prog->checks, c);
    ck_assert_int_eq(bind_with(3, t), 0);
    ck_assert_int_eq(bind_with(2, t), EQR_REFUSED);
}
END_TEST

START_TEST(stores_outside_are_refused)
{
    eqr_problem p;
    double x[2] = {1, 1}, f;
    struct vm *vm;

    begin(FUNCTION_LOSS);
    step(PLAN_STORE, TYPE_REAL, TOTAL, whole(N), num(1));
    vm = bound(&p, NULL);
    ck_assert_int_eq(p.loss(p.user, x, &f), EQR_REFUSED);
    vm_free(vm);
}
END_TEST

START_TEST(loads_outside_are_nan)
{
    static const int64_t at[] = {-1, N, INT64_MAX, INT64_MIN};
    eqr_problem p;
    double x[2] = {1, 1}, f;

    for (int k = 0; k < 4; k++) {
        struct vm *vm;
        vec_free(&plan.functions[FUNCTION_LOSS].steps);
        begin(FUNCTION_LOSS);
        step(PLAN_OUT, TYPE_REAL, 0, load(T, whole(at[k])), 0);
        vm = bound(&p, NULL);
        f = 0;
        ck_assert_int_eq(p.loss(p.user, x, &f), 0);
        ck_assert(isnan(f));
        vm_free(vm);
    }
}
END_TEST

/* ---- steps ------------------------------------------------------------- */

static double loss_at(double x0, double x1)
{
    eqr_problem p;
    double x[2] = {x0, x1}, f = NAN;
    struct vm *vm = bound(&p, NULL);

    ck_assert_int_eq(p.loss(p.user, x, &f), 0);
    vm_free(vm);
    return f;
}

START_TEST(loops_nest)
{
    uint32_t sum, i, j, k, v;

    begin(FUNCTION_LOSS);
    sum = step(PLAN_VAR, TYPE_REAL, num(0), 0, 0);
    i = step(PLAN_FOR, TYPE_INT, whole(5), 0, 0);
    j = step(PLAN_FOR, TYPE_INT, i, 0, 0);
    k = step(PLAN_FOR, TYPE_INT, step(DAG_IMUL, TYPE_INT, i, j, 0), 0, 0);
    v = step(DAG_IADD, TYPE_INT, step(DAG_IMUL, TYPE_INT, i, whole(100), 0),
             step(DAG_IADD, TYPE_INT, step(DAG_IMUL, TYPE_INT, j, whole(10),
                                           0), k, 0), 0);
    step(PLAN_ACC, TYPE_REAL, sum, step(DAG_REAL, TYPE_REAL, v, 0, 0),
         EFFECT_SUM);
    step(PLAN_END, TYPE_REAL, k, 0, 0);
    step(PLAN_END, TYPE_REAL, j, 0, 0);
    step(PLAN_END, TYPE_REAL, i, 0, 0);
    step(PLAN_OUT, TYPE_REAL, 0, step(PLAN_GET, TYPE_REAL, sum, 0, 0), 0);
    double expect = 0;
    for (int a = 0; a < 5; a++)
        for (int b = 0; b < a; b++)
            for (int c = 0; c < a * b; c++)
                expect += a * 100 + b * 10 + c;
    ck_assert(loss_at(0, 0) == expect);
}
END_TEST

/* if x0 < x1 then x0 else log(x1): the side not taken may be NaN. */
START_TEST(select_takes_one_side)
{
    uint32_t a, b, c;

    begin(FUNCTION_LOSS);
    a = load(A, whole(0));
    b = load(K, whole(0));
    c = step(DAG_LT, TYPE_BOOL, a, b, 0);
    step(PLAN_OUT, TYPE_REAL, 0,
         step(DAG_SELECT, TYPE_REAL, c, a, op(OP_Log, b, 0)), 0);
    ck_assert(loss_at(-3, -2) == -3);
    ck_assert(isnan(loss_at(-2, -3)));
    ck_assert(loss_at(5, 1) == 0);
    ck_assert(isnan(loss_at(NAN, -1)));
}
END_TEST

static const double effects[][2] = {
    {EFFECT_SUM, 5}, {EFFECT_PROD, 6}, {EFFECT_MIN, 2}, {EFFECT_MAX, 3}};

START_TEST(effects_accumulate)
{
    uint32_t var;

    begin(FUNCTION_LOSS);
    var = step(PLAN_VAR, TYPE_REAL, load(A, whole(0)), 0, 0);
    step(PLAN_ACC, TYPE_REAL, var, load(K, whole(0)),
         (uint32_t)effects[_i][0]);
    step(PLAN_OUT, TYPE_REAL, 0, step(PLAN_GET, TYPE_REAL, var, 0, 0), 0);
    ck_assert(loss_at(2, 3) == effects[_i][1]);
    ck_assert(loss_at(3, 2) == effects[_i][1]);
    ck_assert(isnan(loss_at(NAN, 2)));
    ck_assert(isnan(loss_at(2, NAN)));
}
END_TEST

static void build_robust(void)
{
    uint32_t i, u;

    begin(FUNCTION_ROBUST);
    i = rows_begin();
    u = leaf(dag_local(g, 0));
    step(PLAN_PUSH, TYPE_REAL, STREAM_ROW, op(OP_Mul, u, u), 0);
    step(PLAN_PUSH, TYPE_REAL, STREAM_WEIGHT, op(OP_Abs, u, 0), 0);
    step(PLAN_END, TYPE_REAL, i, 0, 0);
}

START_TEST(robust_reads_u_by_row)
{
    eqr_problem p;
    double u[2] = {-3, 4}, rho[2], weight[2];
    struct vm *vm;

    build_robust();
    vm = bound(&p, NULL);
    ck_assert_int_eq(p.robust(p.user, 9, 11, u, rho, weight), 0);
    ck_assert(rho[0] == 9 && rho[1] == 16 && weight[0] == 3 && weight[1] == 4);
    ck_assert_int_eq(p.robust(p.user, 9, 11, u, NULL, weight), 0);
    vm_free(vm);
}
END_TEST

/* ---- what went wrong ---------------------------------------------------- */

START_TEST(finds_no_fault)
{
    eqr_problem p;
    double x[2] = {2, 0.5};
    struct vm_fault fault;
    struct vm *vm = bound(&p, NULL);

    ck_assert(!vm_find_fault(vm, x, &fault));
    vm_free(vm);
}
END_TEST

START_TEST(finds_the_overflow)
{
    eqr_problem p;
    double x[2] = {2, -400};
    struct vm_fault fault;
    struct vm *vm = bound(&p, NULL);

    ck_assert(vm_find_fault(vm, x, &fault));
    ck_assert(fault.function == FUNCTION_RESIDUAL && !fault.derivative);
    ck_assert(plan.functions[FUNCTION_RESIDUAL].steps.at[fault.step].op ==
              DAG_OF(OP_Exp));
    ck_assert(fault.value == HUGE_VAL);
    ck_assert(fault.operands == 1 && fault.operand[0] == 400 * t[18]);
    vm_free(vm);
}
END_TEST

/* Through memory: total[2] = sqrt(x0); a NaN that a select drops is none. */
START_TEST(follows_memory_and_selects)
{
    eqr_problem p;
    double x[2] = {-4, 1};
    struct vm_fault fault;
    struct vm *vm;
    uint32_t a, never, dropped;

    begin(FUNCTION_PREPARE);
    a = load(A, whole(0));
    never = op(OP_Log, a, 0);
    dropped = step(DAG_SELECT, TYPE_REAL,
                   step(DAG_LT, TYPE_BOOL, num(0), a, 0), never, num(7));
    step(PLAN_STORE, TYPE_REAL, TOTAL, whole(1), dropped);
    step(PLAN_STORE, TYPE_REAL, TOTAL, whole(2), op(OP_Sqrt, a, 0));
    begin(FUNCTION_LOSS);
    a = op(OP_Mul, load(TOTAL, whole(1)), load(TOTAL, whole(2)));
    step(PLAN_OUT, TYPE_REAL, 0, a, 0);
    vm = bound(&p, NULL);
    ck_assert(vm_find_fault(vm, x, &fault));
    ck_assert(fault.function == FUNCTION_PREPARE);
    ck_assert(fn != NULL && fault.operand[0] == -4 && isnan(fault.value));
    ck_assert(plan.functions[FUNCTION_PREPARE].steps.at[fault.step].op ==
              DAG_OF(OP_Sqrt));
    vm_free(vm);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("vm");
    TCase *c = tcase_create("plans");
    SRunner *r;
    int failed;

    tcase_add_checked_fixture(c, setup, teardown);
    tcase_add_test(c, rows_by_range);
    tcase_add_test(c, gradient_of_squares);
    tcase_add_test(c, fast_enough);
    tcase_add_test(c, other_sizes_afterwards);
    tcase_add_test(c, bad_inputs_are_refused);
    tcase_add_test(c, checks_on_sizes);
    tcase_add_test(c, stores_outside_are_refused);
    tcase_add_test(c, loads_outside_are_nan);
    tcase_add_test(c, loops_nest);
    tcase_add_test(c, select_takes_one_side);
    tcase_add_loop_test(c, effects_accumulate, 0, 4);
    tcase_add_test(c, robust_reads_u_by_row);
    tcase_add_test(c, finds_no_fault);
    tcase_add_test(c, finds_the_overflow);
    tcase_add_test(c, follows_memory_and_selects);
    suite_add_tcase(s, c);
    r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? 1 : 0;
}
