/*
 * kkt_sparse.c -- the matrix of kkt.h by fronts, see front_ldl.c.
 *
 * A row of equality has 0 on the diagonal: it is a pivot only together with
 * one of its unknowns.  Each such row gets a mate, and where one of a couple
 * comes, the order of elimination is told that both do: what is alike for it
 * is eliminated in one front (Schenk, Gartner 2006, section 3.3: there by
 * values, here before they are known).
 */
#include "analysis.h"
#include "kkt.h"

enum { FRONTS_CLIQUE = 4, FRONTS_TURNS = 10, FRONTS_EVEN = 3 };

/* ---------------------------------------------------------------- pattern */

static size_t fronts_rows(const eqr_problem *p)
{
    return p->hessian.count + eqr_entries(&p->constraint);
}

/* Where a tenth of the matrix is filled, it is dense. */
EQR_API int eqr_kkt_may_be_sparse(const eqr_problem *p)
{
    size_t m = p->constraint.count;
    double all = (double)p->n + (double)m, least = EQR_DENSE_MOST;
    double entries = (double)p->hessian.count +
                     (double)eqr_entries(&p->constraint);

    return all > least && 20 * entries < all * all &&
           entries < EQR_NO_INDEX / 8 && all < EQR_NO_INDEX / 8;
}

EQR_API void eqr_kkt_pattern_take(eqr_kkt_pattern *k, const eqr_problem *p,
                                  eqr_arena *a)
{
    size_t m = p->constraint.count, all = p->n + m, rows = fronts_rows(p);

    k->row = (size_t *)eqr_take(a, p->hessian.count, sizeof(size_t));
    k->col = (size_t *)eqr_take(a, p->hessian.count, sizeof(size_t));
    k->sense = (size_t *)eqr_take(a, m, sizeof(size_t));
    k->begin = (size_t *)eqr_take(a, m + 1, sizeof(size_t));
    k->at = (size_t *)eqr_take(a, eqr_entries(&p->constraint), sizeof(size_t));
    k->mate = eqr_take_indices(a, all);
    k->uses = eqr_take_indices(a, p->n);
    eqr_pattern_take(&k->pattern, all, rows, FRONTS_CLIQUE * rows, a);
    eqr_order_take(&k->order, all, rows, FRONTS_CLIQUE * rows, a);
}

/* The unknown of row i that fewest rows have, of those without a mate. */
static size_t fronts_mate(const eqr_kkt_pattern *k, size_t i)
{
    size_t e, best = (size_t)-1;

    for (e = k->begin[i]; e < k->begin[i + 1]; ++e) {
        size_t j = k->at[e];

        if (k->mate[j] == EQR_NO_INDEX &&
            (best == (size_t)-1 || k->uses[j] < k->uses[best]))
            best = j;
    }
    return best;
}

static void fronts_mates(eqr_kkt_pattern *k, size_t n, size_t m)
{
    size_t i, j;

    for (i = 0; i < n + m; ++i)
        k->mate[i] = EQR_NO_INDEX;
    for (j = 0; j < n; ++j)
        k->uses[j] = 0;
    for (i = 0; i < k->begin[m]; ++i)
        ++k->uses[k->at[i]];
    for (i = 0; i < m; ++i) {
        j = k->sense[i] == EQR_EQUAL ? fronts_mate(k, i) : (size_t)-1;
        if (j != (size_t)-1) {
            k->mate[j] = (eqr_index)(n + i);
            k->mate[n + i] = (eqr_index)j;
        }
    }
}

/* Row r of the pattern: a pair, and the mates of both. */
static void fronts_clique(eqr_kkt_pattern *k, size_t r, size_t a, size_t b)
{
    eqr_pattern *p = &k->pattern;
    size_t at = p->start[r];
    eqr_index mate = k->mate[a], other = k->mate[b];

    if (a != b) {
        p->col[at++] = (eqr_index)a;
        p->col[at++] = (eqr_index)b;
        if (mate != EQR_NO_INDEX && mate != b)
            p->col[at++] = mate;
        if (other != EQR_NO_INDEX && other != a)
            p->col[at++] = other;
    }
    p->start[r + 1] = at;
}

/* As AMD has it; a row comes with its mate, as both have the same pairs. */
static size_t fronts_many(size_t all)
{
    return (size_t)(10 * EQR_SQRT((eqr_real)all));
}

EQR_API int eqr_kkt_pattern_fill(eqr_kkt_pattern *k, const eqr_problem *p)
{
    size_t i, e, r, count = p->hessian.count, m = p->constraint.count;
    int code = eqr_kkt_structure(p, k->sense, k->begin, k->at);

    if (code == 0)
        code = p->hessian.structure(p->user, k->row, k->col);
    if (code != 0)
        return code;
    fronts_mates(k, p->n, m);
    k->pattern.start[0] = 0;
    for (r = 0; r < count; ++r)
        fronts_clique(k, r, k->row[r], k->col[r]);
    for (i = 0; i < m; ++i)
        for (e = k->begin[i]; e < k->begin[i + 1]; ++e)
            fronts_clique(k, r++, k->at[e], p->n + i);
    k->pattern.rows = r;
    k->order.many = fronts_many(p->n + m);
    eqr_pattern_fill(&k->pattern, &k->order);
    return 0;
}

/* ----------------------------------------------------------------- values */

static void fronts_take(eqr_kkt *k, const eqr_problem *p, eqr_arena *a)
{
    const eqr_pattern *pattern = &p->analysis->kkt;

    k->value = eqr_take_reals(a, pattern->rows, 1);
    k->diagonal = eqr_take_reals(a, pattern->n, 1);
    k->least = eqr_take_reals(a, pattern->n, 1);
    k->even = eqr_take_reals(a, pattern->n, 1);
    eqr_front_take(&k->front, pattern, 0, a);
}

/* An element of the matrix: the largest of its row and of its column. */
static void fronts_note(eqr_kkt *k, size_t a, size_t b, eqr_real v)
{
    v = EQR_ABS(v);
    if (v > k->least[a])
        k->least[a] = v;
    if (v > k->least[b])
        k->least[b] = v;
}

static void fronts_hessian(eqr_kkt *k)
{
    size_t r;

    for (r = 0; r < k->p->hessian.count; ++r) {
        size_t a = k->row[r], b = k->col[r];
        int moves = k->free[a] > 0 && k->free[b] > 0;

        k->value[r] = moves ? k->h[r] : 0;
        if (a == b)
            k->diagonal[a] += k->value[r];
    }
}

static void fronts_jacobian(eqr_kkt *k)
{
    size_t i, e, r = k->p->hessian.count;

    for (i = 0; i < k->m; ++i)
        for (e = k->begin[i]; e < k->begin[i + 1]; ++e, ++r) {
            int moves = k->free[k->at[e]] > 0 && k->on[i] > 0;

            k->value[r] = moves ? k->a[e] : 0;
        }
}

/* least: the largest of each row. */
static void fronts_largest(eqr_kkt *k)
{
    size_t i, e, r;

    for (i = 0; i < k->n + k->m; ++i)
        k->least[i] = EQR_ABS(k->diagonal[i]);
    for (r = 0; r < k->p->hessian.count; ++r)
        if (k->row[r] != k->col[r])
            fronts_note(k, k->row[r], k->col[r], k->value[r]);
    for (i = 0; i < k->m; ++i)
        for (e = k->begin[i]; e < k->begin[i + 1]; ++e, ++r)
            fronts_note(k, k->at[e], k->n + i, k->value[r]);
}

/* Every element times least of its row and of its column. */
static void fronts_times(eqr_kkt *k)
{
    size_t i, e, r;

    for (i = 0; i < k->n + k->m; ++i) {
        k->diagonal[i] *= k->least[i] * k->least[i];
        k->even[i] *= k->least[i];
    }
    for (r = 0; r < k->p->hessian.count; ++r)
        k->value[r] *= k->least[k->row[r]] * k->least[k->col[r]];
    for (i = 0; i < k->m; ++i)
        for (e = k->begin[i]; e < k->begin[i + 1]; ++e, ++r)
            k->value[r] *= k->least[k->at[e]] * k->least[k->n + i];
}

/*
 * even: powers of 2 that make the largest of each row about 1 (Ruiz, A scaling
 * algorithm to equilibrate both rows and columns norms in matrices, 2001).
 * Otherwise the pivot of a row of small slopes, between unknowns of large
 * curvature, looks like 0.
 */
static void fronts_even(eqr_kkt *k)
{
    size_t i, all = k->n + k->m;
    int turn, e;

    for (i = 0; i < all; ++i)
        k->even[i] = 1;
    for (turn = 0; turn < FRONTS_EVEN; ++turn) {
        fronts_largest(k);
        for (i = 0; i < all; ++i) {
            EQR_FREXP(k->least[i], &e);
            k->least[i] = k->least[i] > 0 ? EQR_LDEXP(1, -(e / 2)) : 1;
        }
        fronts_times(k);
    }
    fronts_largest(k);
}

static eqr_inertia fronts_factor(eqr_kkt *k, eqr_real dw, eqr_real dc)
{
    size_t n = k->n, i;
    eqr_matter m;

    for (i = 0; i < n; ++i)
        k->diagonal[i] = k->free[i] > 0 ? k->top[i] + dw : 1;
    for (i = 0; i < k->m; ++i)
        k->diagonal[n + i] = k->on[i] > 0 ? -k->low[i] - dc : -1;
    fronts_hessian(k);
    fronts_jacobian(k);
    fronts_even(k);
    m.value = k->value;
    m.diagonal = k->diagonal;
    m.least = k->least;
    m.skip = NULL;
    m.step = 1;
    m.positive = n;
    m.eliminate = eqr_front_pivots;
    k->front.bent = k->front.found.negative = k->front.found.zero = 0;
    eqr_front_factor(&k->front, &m);
    return k->front.found;
}

/* fix: what is left of the right side, in units of the factor; the largest. */
static eqr_real fronts_left(eqr_kkt *k, eqr_real dw, eqr_real dc)
{
    eqr_real most = 0;
    size_t i;

    eqr_kkt_residual(k, dw, dc);
    for (i = 0; i < k->n + k->m; ++i) {
        k->fix[i] *= k->even[i];
        if (!(EQR_ABS(k->fix[i]) <= most))
            most = EQR_ABS(k->fix[i]);
    }
    return most;
}

/*
 * Refined while that halves the residual: bent pivots, and those that had to
 * be small beside their column, are made good by it.
 */
static int fronts_solve(eqr_kkt *k, eqr_real dw, eqr_real dc)
{
    size_t i, all = k->n + k->m;
    eqr_real first, before, now;
    int turn;

    for (i = 0; i < all; ++i)
        k->sol[i] = 0;
    first = before = fronts_left(k, dw, dc);
    for (turn = 0; turn < FRONTS_TURNS && before > 0; ++turn) {
        eqr_front_pivots_solve(&k->front, k->fix);
        for (i = 0; i < all; ++i)
            k->sol[i] += k->even[i] * k->fix[i];
        now = fronts_left(k, dw, dc);
        if (!(now <= before / 2))
            break;
        before = now;
    }
    return k->front.bent == 0 || before <= EQR_C(1e-3) * first;
}

EQR_API const eqr_kkt_kind *eqr_kkt_sparse(void)
{
    static const eqr_kkt_kind kind = {EQR_MATRIX_SPARSE, fronts_take,
                                      fronts_factor, fronts_solve};

    return &kind;
}
