/*
 * Every row of losses.def, read and differentiated by eqc itself: near 0 it is
 * u^2, it is even, never falls as |u| grows, and its weight rho'(u) / (2u) is 1
 * at 0 and lies between 0 and 1.
 */
#include "../unit/test_vm_compile.h"

#include <math.h>
#include <stdio.h>

#include "tables/losses.h"

static struct compiled c;
static struct vm *vm;
static eqr_problem p;

/* x ~ 0 with the k-th loss, its params all 1.7: u is x. */
static void start(int k)
{
    const struct loss_row *row = loss_at((size_t)k);
    const eqh_inputs none = {NULL, NULL, NULL};
    char text[200];

    snprintf(text, sizeof text, "unknown x = 1; x ~ 0 with %s(1.7%s);",
             row->name, row->count > 1 ? ", 1.7" : "");
    compile(&c, text);
    vm = vm_make(c.plan);
    ck_assert_int_eq(vm_bind(vm, &none, &p, NULL), 0);
    ck_assert(p.robust != NULL);
}

static void finish(void)
{
    vm_free(vm);
    compiled_free(&c);
}

static double rho_of(double u)
{
    double rho = NAN, weight = NAN;

    ck_assert_int_eq(p.robust(p.user, 0, 1, &u, &rho, &weight), 0);
    return rho;
}

static double weight_of(double u)
{
    double rho = NAN, weight = NAN;

    ck_assert_int_eq(p.robust(p.user, 0, 1, &u, &rho, &weight), 0);
    return weight;
}

START_TEST(is_a_square_near_zero)
{
    start(_i);
    ck_assert(rho_of(0) == 0 && weight_of(0) == 1);
    for (double u = 1e-1; u > 1e-150; u /= 10) {
        double away = u * u;         /* of the next order: (u / 1.7)^2 */
        ck_assert(fabs(rho_of(u) / (u * u) - 1) <= 0.5 * away + 1e-15);
        ck_assert(fabs(weight_of(u) - 1) <= away + 1e-15);
    }
    finish();
}
END_TEST

START_TEST(is_even_and_never_falls)
{
    double last = 0, weight = 1;

    start(_i);
    for (double u = 0; u < 50; u += 0.01) {
        double rho = rho_of(u), w = weight_of(u);
        ck_assert(rho == rho_of(-u) && w == weight_of(-u));
        ck_assert(rho >= last - 1e-15 * last && rho <= u * u * (1 + 1e-14));
        ck_assert(w >= 0 && w <= 1 && w <= weight + 1e-14);
        last = rho;
        weight = w;
    }
    finish();
}
END_TEST

START_TEST(weight_is_the_slope)
{
    const double h = 1e-4;

    start(_i);
    for (double u = 0.05; u < 10; u += 0.1) {
        double slope = (8 * (rho_of(u + h) - rho_of(u - h)) -
                        (rho_of(u + 2 * h) - rho_of(u - 2 * h))) / (12 * h);
        ck_assert_msg(fabs(slope - 2 * u * weight_of(u)) < 1e-9 * (1 + slope),
                      "%s at %g: %.15g, not %.15g", loss_at((size_t)_i)->name,
                      u, weight_of(u), slope / (2 * u));
    }
    finish();
}
END_TEST

START_TEST(stays_finite_far_out)
{
    start(_i);
    for (double u = 1; u < 1e100; u *= 10)
        ck_assert(isfinite(rho_of(u)) && isfinite(weight_of(u)));
    finish();
}
END_TEST

int main(void)
{
    Suite *s = suite_create("losses");
    TCase *t = tcase_create("rows");
    SRunner *r;
    int failed, count = 0;

    while (loss_at((size_t)count))
        count++;
    tcase_add_loop_test(t, is_a_square_near_zero, 0, count);
    tcase_add_loop_test(t, is_even_and_never_falls, 0, count);
    tcase_add_loop_test(t, weight_is_the_slope, 0, count);
    tcase_add_loop_test(t, stays_finite_far_out, 0, count);
    suite_add_tcase(s, t);
    r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? 1 : 0;
}
