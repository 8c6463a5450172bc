/*
 * Derivatives against the complex step: the interpreter's template over
 * complex numbers runs the loss and the residuals, and the imaginary part of
 * f(x + ih) / h is the derivative to the last bits, with nothing derived.
 */
#include <check.h>
#include <complex.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "../../runtime/core/special.h"
#include "test_vm_compile.h"

#include "complex_number.inc"

#define VM_CHECK 0
#define VM_RUN run_complex
#include "write/vm_run.inc"

/* ---- a program of both kinds ------------------------------------------- */

struct both {
    struct compiled c;
    const struct plan *plan;
    struct vm *vm;
    eqr_problem problem;
    double x[16];
    struct vm_array array[64];
    cx memory[2][256];                   /* SETUP and POINT */
    cx point[16];
};

static void start(struct both *b, const char *text)
{
    const eqh_inputs none = {NULL, NULL, NULL};

    memset(b, 0, sizeof *b);
    compile(&b->c, text);
    b->plan = b->c.plan;
    b->vm = vm_make(b->plan);
    ck_assert_int_eq(vm_bind(b->vm, &none, &b->problem, b->x), 0);
    ck_assert(b->problem.n <= 16 && b->plan->arrays.n <= 64);
}

static void finish(struct both *b)
{
    vm_free(b->vm);
    compiled_free(&b->c);
}

/* Where the arrays are, in complex: tables are copied. */
static void place(struct both *b)
{
    struct vm_sizes s;
    int64_t size, offset;

    vm_sizes_make(&s, b->c.derived->dag, NULL);
    for (uint32_t a = 0; a < b->plan->arrays.n; a++) {
        const struct placed *p = &b->plan->arrays.at[a];
        const double *table = b->c.derived->arrays.at[a].table;
        cx *home = p->home == HOME_X ? b->point
                 : p->home == HOME_SETUP ? b->memory[0]
                 : p->home == HOME_POINT ? b->memory[1] : NULL;

        if (!vm_size(&s, p->size, &size) || !vm_size(&s, p->offset, &offset))
            continue;
        b->array[a] = (struct vm_array){home ? home + offset : NULL, size};
        if (p->home != HOME_TABLE)
            continue;
        b->array[a].at = arena_array(b->c.arena, (size_t)size + 1,
                                     sizeof(cx));
        for (int64_t k = 0; k < size; k++)
            b->array[a].at[k] = table[k];
    }
    vm_sizes_free(&s);
}

static void call(struct both *b, enum plan_function which, cx *loss, cx *row)
{
    struct vm_function f = {0};
    union vm_reg *reg;
    size_t rows = b->problem.residual.count;
    struct vm_frame m = {.array = b->array, .scalar = loss,
                         .row = {row, row ? row + rows : NULL},
                         .hi = (int64_t)rows};

    if (!b->plan->functions[which].present)
        return;
    vm_translate(b->c.derived->dag, &b->plan->functions[which], &f);
    reg = calloc(f.registers + 1, sizeof *reg);
    m.reg = reg;
    vm_preload(&f, NULL, reg);
    ck_assert_int_eq(run_complex(&f, &m), VM_OK);
    free(reg);
    vm_function_free(&f);
}

static bool close_to(double got, double want, double scale)
{
    return fabs(got - want) <= 1e-12 * (fabs(want) + scale);
}

static void check_gradient(struct both *b, size_t j)
{
    double g[16], f;
    cx loss = NAN;

    if (!b->problem.gradient)
        return;
    ck_assert_int_eq(b->problem.gradient(b->problem.user, b->x, &f, g), 0);
    call(b, FUNCTION_LOSS, &loss, NULL);
    ck_assert_msg(close_to(f, creal(loss), 0), "loss %.17g, not %.17g", f,
                  creal(loss));
    ck_assert_msg(close_to(g[j], cimag(loss) / 1e-40, fabs(f)),
                  "gradient %zu: %.17g, not %.17g", j, g[j],
                  cimag(loss) / 1e-40);
}

static void check_jacobian(struct both *b, size_t j)
{
    enum { ROWS = 32, ENTRIES = 512 };
    const eqr_rows *rows = &b->problem.residual;
    double r[ROWS], jac[ENTRIES];
    size_t start[ROWS + 1], col[ENTRIES], n = rows->count;
    cx row[ROWS];

    if (n == 0)
        return;
    ck_assert(n <= ROWS && n * rows->width <= ENTRIES);
    if (b->problem.prepare)
        b->problem.prepare(b->problem.user, b->x);
    ck_assert_int_eq(rows->structure(b->problem.user, 0, n, start, col), 0);
    ck_assert_int_eq(rows->values(b->problem.user, b->x, 0, n, r, jac), 0);
    call(b, FUNCTION_RESIDUAL, NULL, row);
    for (size_t k = 0; k < n; k++) {
        double sum = 0;
        for (size_t e = start[k]; e < start[k + 1]; e++)
            sum += col[e] == j ? jac[e] : 0;
        ck_assert(close_to(r[k], creal(row[k]), 1));
        ck_assert_msg(close_to(sum, cimag(row[k]) / 1e-40, 1),
                      "row %zu, unknown %zu: %.17g, not %.17g", k, j, sum,
                      cimag(row[k]) / 1e-40);
    }
}

static void check_model(const char *text)
{
    struct both b;

    start(&b, text);
    place(&b);
    call(&b, FUNCTION_SETUP, NULL, NULL);
    for (size_t j = 0; j < b.problem.n; j++) {
        for (size_t k = 0; k < b.problem.n; k++)
            b.point[k] = complex_of(b.x[k], k == j ? 1e-40 : 0);
        call(&b, FUNCTION_PREPARE, NULL, NULL);
        check_gradient(&b, j);
        check_jacobian(&b, j);
    }
    finish(&b);
}

static const char *const models[] = {
    "unknown a = 1.3, b = 0.7; a*b + exp(a) = 9; sin(a)/b - a^b = 1;",
    "data t = [0, 0.3, 1.1]; data y = [3, 2, 1]; unknown a = 2, k = 0.4;\n"
    "y ~ a*exp(-k*t) + sqrt(k);",
    "unknown x[4] = 1.2; loss sum(i in 1..3: (x[i+1] - x[i]^2)^2 + \n"
    "(1 - x[i])^2*cos(x[i]));",
    "unknown a = 0.3, b = 1.9; loss max(a*b, b^2) + min(a, b)*abs(a - b) + \n"
    "hypot(a, b) + atan2(a, b) + (if a < b then a^3*b else b);",
    "unknown a = 0.3, b = 1.9; loss prod(i in 1..4: a*i + b) + \n"
    "max(i in 1..4: sin(a*i)*b) + mean(i in 1..3: sigmoid(a*i - b));",
    "unknown p[3] = 0.5; let s = sum(i in 1..3: p[i]^2);\n"
    "let q[i in 1..3] = p[i]/s; loss sum(q^3) + exp(s) + q[2]*p[1];",
    "unknown x[3] = 0.9; for i in 1..3 { x[i]*sum(j in 1..3: x[j]*i) = i; }",
    "unknown a = 1.4, b = 0.6; loss lgamma(a)*gamma(b) + erf(a*b) + \n"
    "log1p(a) + expm1(b) + cbrt(a) + polygamma(1, b) + softplus(a - b);",
    /* recurrences: one, two that need each other, down, in two indices, with a
       sum inside; lets in parts */
    "unknown a = 0.7; let x[0] = a; let x[k in 1..5] = sin(a*x[k-1]) + k/9;\n"
    "loss sum(x^2) + x[3];",
    "data y = [1, 2, 1.5]; unknown a = 0.7, b = 0.3; let p[0] = b;\n"
    "let q[0] = 1; let p[k in 1..3] = p[k-1] + 0.1*a*q[k-1];\n"
    "let q[k in 1..3] = q[k-1]*b - p[k]; for k in 1..3 { y[k] ~ p[k]*q[k]; }",
    "unknown a[4] = 0.4; let h[5] = 1; let h[k in 1..4] = tanh(a[k]*h[k+1]);\n"
    "h[1] = 0.3; h[2]*h[1] = a[3];",
    "unknown a = 0.6; let d[0, 0] = a; let d[i in 1..3, 0] = a*d[i-1, 0];\n"
    "let d[0, j in 1..3] = d[0, j-1] + a; let d[i in 1..3, j in 1..3] =\n"
    "cos(d[i-1, j]) + a*d[i, j-1]*d[i-1, j-1]; loss d[3, 3]^2 + d[2, 1];",
    "unknown w[i in 1..2, j in 1..2] = i/3 - j/5; let h[0, i in 1..2] = i;\n"
    "let h[k in 1..4, i in 1..2] = tanh(sum(j in 1..2: w[i, j]*h[k-1, j]));\n"
    "loss sum(h^2) + h[4, 1]; ",
    "unknown x[1..3] = 0.5; let X[0] = 0; let X[i in 1..3] = x[i];\n"
    "let X[4] = 1; loss sum(i in 1..4: (X[i] - X[i-1])^2*exp(X[i]));",
};

START_TEST(derivatives_match_the_complex_step)
{
    check_model(models[_i]);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("vm complex");
    TCase *c = tcase_create("models");
    SRunner *r;
    int failed;

    tcase_add_loop_test(c, derivatives_match_the_complex_step, 0,
                        sizeof models / sizeof *models);
    suite_add_tcase(s, c);
    r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? 1 : 0;
}
