/*
 * calls.c -- what the functions of --with give, against each other and against
 * differences.  Each is called twice, with outputs full of NaN and a guard
 * behind them.  An argument is the name of a function whose values are taken
 * 1e-7 too large: that must be noticed.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calls.h"

enum { REFUSED = -9 };                   /* EQR_REFUSED */

static const double guard = 12345.678;
static const char *wrong = "";
static int failures;

static void fail(const struct calls *c, const char *what)
{
    printf("%s: %s\n", c->name, what);
    failures++;
}

static void *room(size_t n, size_t size)
{
    void *p = calloc(n + 1, size);

    if (!p)
        abort();
    return p;
}

/* n numbers that are none, then the guard. */
static double *poisoned(size_t n)
{
    double *p = (double *)room(n, sizeof *p);

    for (size_t k = 0; k < n; k++)
        p[k] = (double)NAN;
    p[n] = guard;
    return p;
}

static void *numbers(size_t n)
{
    return room(n, sizeof(size_t));
}

/* Two calls of `what` returned this and gave these: made wrong where asked. */
static void check_calls(const struct calls *c, const char *what, int code,
                        double *one, double *two, size_t n)
{
    if (code != 0)
        fail(c, what);
    if (memcmp(one, two, n * sizeof *one) != 0 || one[n] != guard ||
        two[n] != guard)
        fail(c, what);
    for (size_t k = 0; k < n && strcmp(what, wrong) == 0; k++)
        one[k] *= 1 + 1e-7;
    free(two);
}

static void check_close(const struct calls *c, const char *what,
                        const double *got, const double *want,
                        const double *size, size_t n, double rel)
{
    for (size_t k = 0; k < n; k++)
        if (!(fabs(got[k] - want[k]) <= rel * (size[k] + fabs(want[k])))) {
            printf("%s: %s %zu: %.17g, not %.17g\n", c->name, what, k, got[k],
                   want[k]);
            failures++;
        }
}

static double point(size_t k)
{
    return 0.7 + 0.1 * (double)(k * 7 % 5);
}

static double *direction(size_t n, double scale)
{
    double *v = (double *)room(n, sizeof *v);

    for (size_t k = 0; k < n; k++)
        v[k] = scale * (0.4 + 0.3 * (double)(k * 5 % 7));
    return v;
}

/*
 * out = the derivative of f along v at x, n values, with an error of order
 * four in the step; size: what was subtracted.
 */
typedef int values(const struct calls *c, const double *x, double *out);

static void differences(const struct calls *c, values *f, const double *x,
                        const double *v, double *out, double *size, size_t n)
{
    static const double at[4] = {1, -1, 2, -2};
    static const double factor[4] = {8, -8, -1, 1};
    const double h = 1e-3;
    double *y = (double *)room(c->n, sizeof *y), *part = poisoned(n);

    for (size_t k = 0; k < n; k++)
        out[k] = size[k] = 0;
    for (int i = 0; i < 4; i++) {
        for (size_t j = 0; j < c->n; j++)
            y[j] = x[j] + at[i] * h * v[j];
        f(c, y, part);
        for (size_t k = 0; k < n; k++) {
            out[k] += factor[i] * part[k] / (12 * h);
            size[k] += fabs(part[k]);
        }
    }
    free(y);
    free(part);
}

/* ---- products with J ----------------------------------------------------- */

struct matrix { size_t *start, *col; double *value, *r; };

static struct matrix jacobian(const struct calls *c, const double *x)
{
    struct matrix m;
    double *again = poisoned(c->entries);
    int code;

    m.start = (size_t *)numbers(c->rows + 1);
    m.col = (size_t *)numbers(c->entries);
    m.value = poisoned(c->entries);
    m.r = poisoned(c->rows);
    code = c->jacobian(x, m.r, m.start, m.col, m.value);
    if (c->jacobian(x, NULL, NULL, NULL, again) != 0)
        fail(c, "jacobian without structure");
    check_calls(c, "jacobian", code, m.value, again, c->entries);
    return m;
}

static void matrix_free(struct matrix *m)
{
    free(m->start);
    free(m->col);
    free(m->value);
    free(m->r);
}

static int residual_of(const struct calls *c, const double *x, double *r)
{
    return c->residual(x, r);
}

static const double *along;

static int jv_of(const struct calls *c, const double *x, double *out)
{
    return c->jv(x, along, out);
}

static void check_jv(const struct calls *c, const double *x,
                     const struct matrix *m)
{
    double *v = direction(c->n, 1), *got = poisoned(c->rows);
    double *again = poisoned(c->rows), *want = poisoned(c->rows);
    double *size = poisoned(c->rows);
    int code = c->jv(x, v, got) | c->jv(x, v, again) | c->jv(x, v, NULL);

    check_calls(c, "jv", code, got, again, c->rows);
    if (c->jv(x, NULL, want) != REFUSED)
        fail(c, "jv without a direction");
    differences(c, residual_of, x, v, want, size, c->rows);
    check_close(c, "jv", got, want, size, c->rows, 1e-9);
    for (size_t k = 0; k < c->rows; k++) {
        want[k] = size[k] = 0;
        for (size_t e = m->start[k]; e < m->start[k + 1]; e++) {
            want[k] += m->value[e] * v[m->col[e]];
            size[k] += fabs(m->value[e] * v[m->col[e]]);
        }
    }
    check_close(c, "jv and jacobian", got, want, size, c->rows, 1e-12);
    free(v);
    free(got);
    free(want);
    free(size);
}

static void check_vj(const struct calls *c, const double *x,
                     const struct matrix *m)
{
    double *w = direction(c->rows, -1), *got = poisoned(c->n);
    double *again = poisoned(c->n), *want = (double *)room(c->n, sizeof *want);
    double *size = (double *)room(c->n, sizeof *size);
    int code = c->vj(x, w, got) | c->vj(x, w, again) | c->vj(x, w, NULL);

    check_calls(c, "vj", code, got, again, c->n);
    if (c->vj(x, NULL, want) != REFUSED)
        fail(c, "vj without a vector");
    for (size_t k = 0; k < c->rows; k++)
        for (size_t e = m->start[k]; e < m->start[k + 1]; e++) {
            want[m->col[e]] += w[k] * m->value[e];
            size[m->col[e]] += fabs(w[k] * m->value[e]);
        }
    check_close(c, "vj", got, want, size, c->n, 1e-12);
    free(w);
    free(got);
    free(want);
    free(size);
}

static void check_fvv(const struct calls *c, const double *x)
{
    double *v = direction(c->n, 0.7), *got = poisoned(c->rows);
    double *again = poisoned(c->rows), *want = poisoned(c->rows);
    double *size = poisoned(c->rows);
    int code = c->fvv(x, v, got) | c->fvv(x, v, again) | c->fvv(x, v, NULL);

    check_calls(c, "fvv", code, got, again, c->rows);
    if (c->fvv(x, NULL, want) != REFUSED)
        fail(c, "fvv without a direction");
    along = v;
    differences(c, jv_of, x, v, want, size, c->rows);
    check_close(c, "fvv", got, want, size, c->rows, 1e-9);
    free(v);
    free(got);
    free(want);
    free(size);
}

/* ---- symmetric matrices -------------------------------------------------- */

/* Entries of the lower triangle as n x n numbers, and what was added up. */
static double *full(const struct calls *c, const char *what, size_t count,
                    const size_t *row, const size_t *col, const double *value,
                    double *size)
{
    double *m = (double *)room(c->n * c->n, sizeof *m);

    for (size_t e = 0; e < count; e++) {
        size_t i = row[e], j = col[e];
        if (i >= c->n || j > i) {
            fail(c, what);
            return m;
        }
        m[i * c->n + j] += value[e];
        size[i * c->n + j] += fabs(value[e]);
        m[j * c->n + i] = m[i * c->n + j];
        size[j * c->n + i] = size[i * c->n + j];
    }
    return m;
}

static void check_jtj(const struct calls *c, const double *x,
                      const struct matrix *m)
{
    size_t n = c->n, *row = (size_t *)numbers(c->jtj_count);
    size_t *col = (size_t *)numbers(c->jtj_count);
    double *value = poisoned(c->jtj_count), *again = poisoned(c->jtj_count);
    double *jtr = poisoned(n), *jtr_again = poisoned(n), f[4], *got;
    double *want = (double *)room(n * n + n, sizeof *want);
    double *size = (double *)room(n * n + n, sizeof *size);
    int code = c->jtj(x, f, row, col, value, jtr) |
               c->jtj(x, NULL, NULL, NULL, again, jtr_again) |
               c->gradient(x, f + 1, NULL);

    check_calls(c, "jtj", code, value, again, c->jtj_count);
    check_calls(c, "jtr", code, jtr, jtr_again, n);
    if (c->jtj(x, NULL, NULL, NULL, value, NULL) != REFUSED)
        fail(c, "jtj without jtr");
    f[2] = 0;
    check_close(c, "loss of jtj", f, f + 1, f + 2, 1, 1e-13);
    got = full(c, "jtj", c->jtj_count, row, col, value, size);
    for (size_t k = 0; k < c->rows; k++) {
        double w = c->weight ? c->weight(m->r[k]) : 1;
        for (size_t a = m->start[k]; a < m->start[k + 1]; a++) {
            want[n * n + m->col[a]] += w * m->r[k] * m->value[a];
            size[n * n + m->col[a]] += fabs(w * m->r[k] * m->value[a]);
            for (size_t b = m->start[k]; b < m->start[k + 1]; b++)
                want[m->col[a] * n + m->col[b]] +=
                    w * m->value[a] * m->value[b];
        }
    }
    check_close(c, "jtj", got, want, size, n * n, 1e-12);
    check_close(c, "jtr", jtr, want + n * n, size + n * n, n, 1e-12);
    free(row);
    free(col);
    free(value);
    free(jtr);
    free(got);
    free(want);
    free(size);
}

/* ---- second derivatives -------------------------------------------------- */

static const double objective = 0.8;

static double *multipliers(const struct calls *c)
{
    return direction(c->constraints, 0.5);
}

static double factor_of(const struct calls *c)
{
    return c->constraints ? objective : 1;
}

/* The gradient of the Lagrangian. */
static int slope_of(const struct calls *c, const double *x, double *out)
{
    double *lambda = multipliers(c);
    double *by = (double *)room(c->n * c->constraints, sizeof *by);
    int code = c->gradient(x, NULL, out);

    if (c->constraint)
        c->constraint(x, by);
    for (size_t j = 0; j < c->n; j++) {
        out[j] *= factor_of(c);
        for (size_t k = 0; k < c->constraints; k++)
            out[j] += lambda[k] * by[k * c->n + j];
    }
    free(lambda);
    free(by);
    return code;
}

static void check_hv(const struct calls *c, const double *x)
{
    double *v = direction(c->n, 1), *lambda = multipliers(c);
    double *got = poisoned(c->n), *again = poisoned(c->n);
    double *want = poisoned(c->n), *size = poisoned(c->n);
    int code = c->hv(x, objective, lambda, v, got) |
               c->hv(x, objective, lambda, v, again) |
               c->hv(x, objective, lambda, v, NULL);

    check_calls(c, "hv", code, got, again, c->n);
    if (c->hv(x, objective, lambda, NULL, want) != REFUSED ||
        (c->constraints && c->hv(x, objective, NULL, v, want) != REFUSED))
        fail(c, "hv without its inputs");
    differences(c, slope_of, x, v, want, size, c->n);
    check_close(c, "hv", got, want, size, c->n, 1e-9);
    free(v);
    free(lambda);
    free(got);
    free(want);
    free(size);
}

/* Column by column against H times unit vectors. */
static void check_hessian(const struct calls *c, const double *x)
{
    size_t n = c->n, *row = (size_t *)numbers(c->hessian_count);
    size_t *col = (size_t *)numbers(c->hessian_count);
    double *value = poisoned(c->hessian_count), *lambda = multipliers(c);
    double *again = poisoned(c->hessian_count), *column = poisoned(n);
    double *size = (double *)room(n * n, sizeof *size), *got;
    double *unit = (double *)room(n, sizeof *unit);
    int code = c->hessian(x, objective, lambda, row, col, value) |
               c->hessian(x, objective, lambda, NULL, NULL, again);

    check_calls(c, "hessian", code, value, again, c->hessian_count);
    if (c->constraints &&
        c->hessian(x, objective, NULL, row, col, value) != REFUSED)
        fail(c, "hessian without multipliers");
    got = full(c, "hessian", c->hessian_count, row, col, value, size);
    for (size_t j = 0; j < n; j++) {
        unit[j] = 1;
        if (c->hv(x, objective, lambda, unit, column) != 0)
            fail(c, "a column");
        unit[j] = 0;
        check_close(c, "hessian", got + j * n, column, size + j * n, n, 1e-12);
    }
    free(row);
    free(col);
    free(value);
    free(lambda);
    free(column);
    free(size);
    free(got);
    free(unit);
}

/* ---- all ----------------------------------------------------------------- */

static void check_rows(const struct calls *c, const double *x)
{
    struct matrix m = jacobian(c, x);

    check_jv(c, x, &m);
    check_vj(c, x, &m);
    check_fvv(c, x);
    check_jtj(c, x, &m);
    matrix_free(&m);
}

static void check(void (*take)(struct calls *c))
{
    struct calls c;
    double *x;

    memset(&c, 0, sizeof c);
    take(&c);
    x = (double *)room(c.n, sizeof *x);
    for (size_t k = 0; k < c.n; k++)
        x[k] = point(k);
    if (c.rows)
        check_rows(&c, x);
    check_hv(&c, x);
    check_hessian(&c, x);
    free(x);
}

int main(int argc, char **argv)
{
    if (argc > 1)
        wrong = argv[1];
    check(fit_calls);
    check(chain_calls);
    check(grid_calls);
    check(orbit_calls);
    check(runs_calls);
    return failures != 0;
}
