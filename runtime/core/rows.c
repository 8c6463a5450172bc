/* rows.c -- one pass over all residual rows, by blocks; see rows.h. */
#include "rows.h"

EQR_API eqr_pass eqr_pass_plain(void)
{
    const eqr_pass pass = {0,    0,    NULL, NULL, NULL, 0, NULL,
                           NULL, NULL, 0,    0,    0,    0, 0};

    return pass;
}

EQR_API size_t eqr_block_rows(const eqr_problem *p)
{
    return p->residual.count < EQR_BLOCK ? p->residual.count
                                         : (size_t)EQR_BLOCK;
}

EQR_API size_t eqr_entries(const eqr_rows *rows)
{
    if (rows->entries > 0)
        return rows->entries;
    if (rows->width > 0 && rows->count > (size_t)-1 / rows->width)
        return (size_t)-1;
    return rows->count * rows->width;
}

/* Add the block's sums; blocks first, so that long sums keep their digits. */
static void rows_sum(eqr_pass *pass, const eqr_block *b)
{
    eqr_real sse = 0, cost = 0;
    size_t i, count = b->hi - b->lo;

    for (i = 0; i < count; ++i)
        sse += b->u[i] * b->u[i];
    for (i = 0; pass->scale && i < count; ++i) {
        eqr_real u = b->u[i] * pass->scale[b->lo + i];

        cost += u * u;
    }
    for (i = 0; !pass->scale && !b->plain && i < count; ++i)
        cost += b->rho[i];
    pass->sse += sse;
    pass->cost += pass->scale || !b->plain ? cost : sse;
}

/* |row| against what rounding can be blamed for; 0 / 0 counts as holding. */
static void rows_judge(eqr_pass *pass, const eqr_block *b)
{
    size_t i, count = b->hi - b->lo;

    for (i = 0; i < count; ++i) {
        eqr_real r = EQR_ABS(b->u[i]);
        eqr_real most = EQR_HOLDS * b->magnitude[i];
        /* A magnitude that is not finite excuses nothing. */
        int known = most > 0 && EQR_FINITE(most);
        eqr_real excess = r == 0 ? 0 : known ? r / most : EQR_MAX;

        pass->blame += r * b->magnitude[i];
        if (!(excess <= pass->worst)) {
            pass->worst = excess;
            pass->worst_row = b->lo + i;
        }
    }
}

#ifndef __OPTIMIZE_SIZE__
/* 0 where all are finite, else NaN: no branch a number. */
static eqr_real rows_nought(size_t n, const eqr_real *v)
{
    eqr_real s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    size_t k = 0;

    for (; k + 4 <= n; k += 4) {
        s0 += 0 * v[k];
        s1 += 0 * v[k + 1];
        s2 += 0 * v[k + 2];
        s3 += 0 * v[k + 3];
    }
    for (; k < n; ++k)
        s0 += 0 * v[k];
    return (s0 + s1) + (s2 + s3);
}

/* The usual answer of rows_finite, by a quicker way. */
static int rows_all_finite(const eqr_pass *pass, const eqr_block *b)
{
    size_t count = b->hi - b->lo;
    eqr_real sum = 0 * pass->sse + 0 * pass->cost;

    if (pass->jac)
        sum += rows_nought(b->start[count], b->jac);
    return sum == 0;
}
#endif

/* EQR_DOMAIN, and the row, where anything in the block is not finite. */
static int rows_finite(eqr_pass *pass, const eqr_block *b)
{
    size_t i, k, count = b->hi - b->lo;

#ifndef __OPTIMIZE_SIZE__
    if (rows_all_finite(pass, b))
        return 0;
#endif
    for (i = 0; i < count; ++i) {
        eqr_real nought = 0 * b->u[i] + (b->plain ? 0 : 0 * b->rho[i]);

        if (pass->jac)
            for (k = b->start[i]; k < b->start[i + 1]; ++k)
                nought += 0 * b->jac[k];
        if (nought != 0) {
            pass->worst_row = b->lo + i;
            return EQR_DOMAIN;
        }
    }
    return 0;
}

/* A block was refused as a whole: which row is it? */
static int rows_find(const eqr_problem *p, const eqr_real *x, eqr_pass *pass,
                     eqr_block *b, int code)
{
    size_t k;

    for (k = b->lo; k + 1 < b->hi; ++k)
        if (p->residual.values(p->user, x, k, k + 1, b->u, pass->jac) != 0)
            break;
    pass->worst_row = k;
    return code;
}

static int rows_block(const eqr_problem *p, const eqr_real *x,
                      eqr_pass *pass, eqr_block *b)
{
    int code;

    code = p->residual.values(p->user, x, b->lo, b->hi, b->u, pass->jac);
    if (code != 0)
        return rows_find(p, x, pass, b, code);
    if (pass->jac && !pass->kept &&
        (code = p->residual.structure(p->user, b->lo, b->hi, b->start,
                                      b->col)) != 0)
        return code;
    if (!b->plain &&
        (code = p->robust(p->user, b->lo, b->hi, b->u, b->rho, b->weight)) != 0)
        return code;
    if (pass->judge &&
        (code = p->magnitude(p->user, x, b->lo, b->hi, b->magnitude)) != 0)
        return code;
    rows_sum(pass, b);
    return rows_finite(pass, b);
}

EQR_API int eqr_rows_pass(const eqr_problem *p, const eqr_real *x,
                          eqr_pass *pass)
{
    eqr_block b;
    size_t lo;
    int code;

    pass->sse = pass->cost = pass->blame = pass->worst = 0;
    pass->worst_row = 0;
    pass->judge = pass->judge && p->magnitude;
    b.jac = pass->jac;
    b.col = pass->col;
    b.start = pass->start;
    b.plain = !p->robust || pass->plain;
    if (p->prepare && (code = p->prepare(p->user, x)) != 0)
        return code;
    for (lo = 0; lo < p->residual.count; lo = b.hi) {
        b.lo = lo;
        b.hi = p->residual.count - lo < EQR_BLOCK ? p->residual.count
                                                  : lo + EQR_BLOCK;
        if ((code = rows_block(p, x, pass, &b)) != 0)
            return code;
        if (pass->judge)
            rows_judge(pass, &b);
        if (pass->sink)
            pass->sink(pass->to, &b);
    }
    return EQR_FINITE(pass->cost) ? 0 : EQR_DOMAIN;
}

EQR_API int eqr_eval_rows(eqr_run *run, const eqr_real *x, eqr_pass *pass)
{
    int code = eqr_charge(run);

    if (code != 0)
        return code;
    ++run->result->residual_evaluations;
    if (pass->jac)
        ++run->result->jacobian_evaluations;
    return eqr_rows_pass(run->problem, x, pass);
}
