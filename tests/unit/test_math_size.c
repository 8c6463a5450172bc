/*
 * Nothing is multiplied out: a program and its derivatives are as large as the
 * text, counted in nodes of the dag.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>

#include "test_vm_compile.h"

typedef void (*writer)(FILE *f, unsigned n);

static struct compiled job;

static void begin(writer write, unsigned n)
{
    char *text = NULL;
    size_t size;
    FILE *f = open_memstream(&text, &size);

    ck_assert_ptr_nonnull(f);
    write(f, n);
    fclose(f);
    compile(&job, text);
    free(text);
}

/* All there are: value, gradient, Jacobian, magnitudes; dead ones too. */
static size_t nodes(writer write, unsigned n)
{
    size_t count;

    begin(write, n);
    count = job.plan->program->dag->nodes.n;
    compiled_free(&job);
    return count;
}

/* Those of the loss and its gradient. */
static size_t live(const struct program *p)
{
    size_t loops = p->loops.n, n = loops + p->adjoint.n, count;
    Expr *roots = calloc(n, sizeof *roots);
    uint32_t *list;

    ck_assert_ptr_nonnull(roots);
    for (size_t k = 0; k < n; k++)
        roots[k] = k < loops ? p->loops.at[k].body
                             : p->adjoint.at[k - loops].body;
    count = dag_reach(p->dag, roots, n, &list);
    free(roots);
    free(list);
    return count;
}

static void squarings(FILE *f, unsigned n)
{
    fputs("unknown x = 1; let y0 = x;", f);
    for (unsigned k = 1; k <= n; k++)
        fprintf(f, "let y%u = y%u*y%u;", k, k - 1, k - 1);
    fprintf(f, "minimize y%u;", n);
}

static void tower(FILE *f, unsigned n)
{
    fputs("unknown x = 1; minimize x", f);
    for (unsigned k = 1; k < n; k++)
        fputs("^x", f);
    fputc(';', f);
}

static void chain(FILE *f, unsigned n)
{
    fputs("unknown x = 1; let y0 = x;", f);
    for (unsigned k = 1; k <= n; k++)
        fprintf(f, "let y%u = sin(y%u)*x + exp(-y%u^2);", k, k - 1, k - 1);
    fprintf(f, "minimize y%u;", n);
}

/* Speelpenning's: each partial derivative is the product of all others. */
static void product(FILE *f, unsigned n)
{
    fputs("minimize 1", f);
    for (unsigned k = 1; k <= n; k++)
        fprintf(f, "*x%u", k);
    fputc(';', f);
}

static void system_of(FILE *f, unsigned n)
{
    fputs("x1^2 + exp(x1) = 2;", f);
    for (unsigned k = 2; k <= n; k++)
        fprintf(f, "x%u^2 + exp(x%u) = 2 + 0.5*x%u;", k, k, k - 1);
}

START_TEST(squarings_with_gradient)
{
    begin(squarings, 64);
    ck_assert_uint_lt(live(job.derived), 300);
    compiled_free(&job);
}
END_TEST

START_TEST(grows_with_the_text)
{
    static const struct { writer write; unsigned n; } of[] = {
        {squarings, 64}, {tower, 20}, {chain, 500}, {product, 500},
        {system_of, 200}};
    size_t once = nodes(of[_i].write, of[_i].n);
    size_t twice = nodes(of[_i].write, 2 * of[_i].n);

    ck_assert_msg(twice < 2 * once + 16, "%zu and %zu nodes", once, twice);
}
END_TEST

int main(void)
{
    Suite *s = suite_create("size");
    TCase *t = tcase_create("all");
    SRunner *r;
    int failed;

    tcase_add_test(t, squarings_with_gradient);
    tcase_add_loop_test(t, grows_with_the_text, 0, 5);
    suite_add_tcase(s, t);
    r = srunner_create(s);
    srunner_run_all(r, CK_ENV);
    failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? 1 : 0;
}
