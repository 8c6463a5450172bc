/* cg.c -- truncated conjugate gradients; see cg.h. */
#include "cg.h"

#include "dense.h"

EQR_API void eqr_cg_take(eqr_cg *c, size_t n, eqr_arena *a)
{
    c->s = eqr_take_reals(a, n, 1);
    c->r = eqr_take_reals(a, n, 1);
    c->z = eqr_take_reals(a, n, 1);
    c->p = eqr_take_reals(a, n, 1);
    c->q = eqr_take_reals(a, n, 1);
}

EQR_API eqr_real eqr_cg_square(const eqr_cg *c, const eqr_real *v)
{
    eqr_real sum = 0;
    size_t j;

    for (j = 0; j < c->n; ++j)
        sum += c->size[j] * v[j] * v[j];
    return sum;
}

/* The largest t for which from + s + t p is within the region. */
static eqr_real cg_reach(const eqr_cg *c)
{
    eqr_real aa = 0, ab = 0, bb = 0, gap, root;
    size_t j;

    if (!(c->radius < EQR_MAX))
        return EQR_MAX;
    for (j = 0; j < c->n; ++j) {
        eqr_real at = c->s[j] + (c->from ? c->from[j] : 0);

        aa += c->size[j] * at * at;
        ab += c->size[j] * at * c->p[j];
        bb += c->size[j] * c->p[j] * c->p[j];
    }
    gap = c->radius * c->radius - aa;
    if (!(gap > 0) || !(bb > 0))
        return 0;
    root = EQR_SQRT(ab * ab + bb * gap);
    return ab > 0 ? gap / (ab + root) : (root - ab) / bb;
}

static int cg_times(eqr_cg *c)
{
    int code = c->times(c->user, c->p, c->q);
    size_t j;

    for (j = 0; j < c->n; ++j)
        c->q[j] += c->shift * c->size[j] * c->p[j];
    c->bend = eqr_dot(c->n, c->p, c->q);
    return code;
}

static void cg_go(eqr_cg *c, eqr_real t)
{
    size_t j;

    for (j = 0; j < c->n; ++j) {
        c->s[j] += t * c->p[j];
        c->r[j] -= t * c->q[j];
    }
}

/* z = the eased residual; r'z */
static eqr_real cg_ease(eqr_cg *c)
{
    eqr_copy(c->n, c->r, c->z);
    c->ease(c->user, c->z);
    return eqr_dot(c->n, c->r, c->z);
}

EQR_API int eqr_cg_solve(eqr_cg *c)
{
    eqr_real rz, first, turn = 0;
    size_t j, k;
    int code;

    for (j = 0; j < c->n; ++j)
        c->s[j] = c->p[j] = 0;
    first = rz = cg_ease(c);
    for (k = 0; k < c->most && rz > c->tol * c->tol * first; ++k) {
        eqr_real t, most, last = rz;

        for (j = 0; j < c->n; ++j)
            c->p[j] = c->z[j] + turn * c->p[j];
        if ((code = cg_times(c)) != 0)
            return code;
        most = cg_reach(c);
        if (!(c->bend > 0)) {
            cg_go(c, c->radius < EQR_MAX ? most : 0);
            return EQR_CG_NEGATIVE;
        }
        t = rz / c->bend;
        if (!(t < most)) {
            cg_go(c, most);
            return EQR_CG_EDGE;
        }
        cg_go(c, t);
        rz = cg_ease(c);
        turn = rz / last;
    }
    return rz > c->tol * c->tol * first ? EQR_CG_MOST : EQR_CG_SOLVED;
}

EQR_API int eqr_cg_curvature(eqr_cg *c, const char *free)
{
    const eqr_real two31 = EQR_C(2147483648.0);
    unsigned long word = 12345;
    size_t j;
    int code;

    c->radius = EQR_MAX;
    c->from = NULL;
    c->tol = EQR_SQRT(EQR_EPS);
    for (j = 0; j < c->n; ++j) {
        word = (word * 1103515245ul + 12345ul) & 0x7ffffffful;
        c->r[j] = !free[j] ? 0 : EQR_SQRT(c->size[j]) *
                  ((eqr_real)word / two31 - EQR_C(0.5));
    }
    code = eqr_cg_solve(c);
    return code == EQR_CG_SOLVED ? 1 : code == EQR_CG_NEGATIVE ? -1 : 0;
}
