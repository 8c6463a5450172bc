/*
 * fight.c -- which equations of a system without a root keep each other from
 * holding; see report.h.
 *
 * To first order a step p changes the rows u to u + J p.  What of u no p can
 * remove is its part q at a right angle to the columns of J, and Q'J = 0: the
 * rows with weight in q contradict each other at this point, as linear ones
 * would everywhere.  Rows are taken in parts of their magnitudes, columns per
 * change of an unknown by its own size.
 */
#include "report.h"

#include <math.h>
#include <stdlib.h>

#include "../core/real.h"

enum { FIGHT_BLOCK = 64 };
static const double fight_most_work = 1e8;

typedef struct fight {
    const eqr_problem *p;
    const eqr_real *x;
    size_t m, n;
    double *a;               /* n columns of m */
    double *u;               /* m: the rows, then what no step removes */
    double *scale;           /* m: 1 / magnitude */
} fight;

static double fight_dot(size_t m, const double *a, const double *b)
{
    double sum = 0.0;

    for (size_t i = 0; i < m; i++)
        sum += a[i] * b[i];
    return sum;
}

static void *fight_zeros(size_t count, size_t size)
{
    return calloc(count + (count == 0), size);
}

/* An unknown counts by its size; one at its bound does not move. */
static double fight_reach(const fight *f, size_t j)
{
    const eqr_problem *p = f->p;

    if ((p->lower != NULL && !(f->x[j] > p->lower[j])) ||
        (p->upper != NULL && !(f->x[j] < p->upper[j])))
        return 0.0;
    return fabs((double)f->x[j]) > 1.0 ? fabs((double)f->x[j]) : 1.0;
}

/* Take in rows [lo, hi): 0, or a status. */
static int fight_block(fight *f, size_t lo, size_t hi, eqr_real *jac,
                       size_t *col)
{
    const eqr_rows *rows = &f->p->residual;
    eqr_real u[FIGHT_BLOCK], magnitude[FIGHT_BLOCK];
    size_t start[FIGHT_BLOCK + 1];
    int code = rows->structure(f->p->user, lo, hi, start, col);

    if (code == 0)
        code = rows->values(f->p->user, f->x, lo, hi, u, jac);
    if (code == 0)
        code = f->p->magnitude(f->p->user, f->x, lo, hi, magnitude);
    for (size_t i = lo; code == 0 && i < hi; i++) {
        double size = (double)magnitude[i - lo];

        f->scale[i] = size > 0.0 ? 1.0 / size : 1.0;
        f->u[i] = (double)u[i - lo] * f->scale[i];
        for (size_t e = start[i - lo]; e < start[i - lo + 1]; e++)
            f->a[col[e] * f->m + i] += (double)jac[e] * f->scale[i] *
                                       fight_reach(f, col[e]);
    }
    return code;
}

static int fight_load(fight *f)
{
    size_t width = FIGHT_BLOCK * f->p->residual.width;
    eqr_real *jac = fight_zeros(width, sizeof *jac);
    size_t *col = fight_zeros(width, sizeof *col);
    int code = jac == NULL || col == NULL;

    for (size_t lo = 0; code == 0 && lo < f->m; lo += FIGHT_BLOCK)
        code = fight_block(f, lo, lo + FIGHT_BLOCK < f->m ? lo + FIGHT_BLOCK
                                                          : f->m, jac, col);
    free(jac);
    free(col);
    return code;
}

/*
 * Modified Gram-Schmidt (Golub, Van Loan, Matrix Computations, 5.2.8), by
 * half the digits: a column that is nil to that, or parallel to those before,
 * removes nothing.
 */
static void fight_project(fight *f)
{
    const double least = sqrt((double)EQR_EPS) * 64.0;
    double size = sqrt(fight_dot(f->m, f->u, f->u));

    for (size_t j = 0; j < f->n; j++) {
        double *a = f->a + j * f->m;
        double first = sqrt(fight_dot(f->m, a, a)), now;

        for (size_t k = 0; first > least * size && k < j; k++) {
            const double *b = f->a + k * f->m;
            double part = fight_dot(f->m, a, b);

            for (size_t i = 0; i < f->m; i++)
                a[i] -= part * b[i];
        }
        now = sqrt(fight_dot(f->m, a, a));
        if (!(first > least * size) || !(now > least * first))
            now = (double)INFINITY;
        for (size_t i = 0; i < f->m; i++)
            a[i] /= now;
        now = fight_dot(f->m, f->u, a);
        for (size_t i = 0; i < f->m; i++)
            f->u[i] -= now * a[i];
    }
}

static int fight_possible(const eqh_outcome *o)
{
    const eqr_problem *p = o->problem;
    double m = (double)p->residual.count, n = (double)p->n;

    return o->result->status == EQR_NO_ROOT_FOUND && p->magnitude != NULL &&
           p->cls == EQR_CLASS_SYSTEM && p->residual.structure != NULL &&
           m * n * (n + 1.0) < fight_most_work;
}

double *eqh_fight(const eqh_outcome *o)
{
    fight f = {NULL, NULL, 0, 0, NULL, NULL, NULL};
    double before = 0.0, after = 0.0;

    if (!fight_possible(o))
        return NULL;
    f.p = o->problem;
    f.x = o->x;
    f.m = f.p->residual.count;
    f.n = f.p->n;
    f.a = fight_zeros(f.m * f.n, sizeof *f.a);
    f.u = fight_zeros(f.m, sizeof *f.u);
    f.scale = fight_zeros(f.m, sizeof *f.scale);
    if (f.a != NULL && f.u != NULL && f.scale != NULL && fight_load(&f) == 0) {
        before = fight_dot(f.m, f.u, f.u);
        fight_project(&f);
        after = fight_dot(f.m, f.u, f.u);
    }
    for (size_t i = 0; i < f.m && after > 0.0; i++)
        f.u[i] = fabs(f.u[i]) > 1e-6 * sqrt(after) ? fabs(f.u[i]) : 0.0;
    free(f.a);
    free(f.scale);
    if (after > 1e-6 * before)
        return f.u;
    free(f.u);
    return NULL;
}
