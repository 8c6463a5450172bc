/* analysis.c -- how matrices are kept; see analysis.h. */
#include "analysis.h"

#include "lsq_band.h"
#include "lsq_sparse.h"

EQR_API const char *eqr_matrix_name(int matrix)
{
    static const char *const names[] = {
#define MATRIX(NAME, name, text) #name,
#include "matrices.def"
#undef MATRIX
    };

    return names[matrix];
}

/* What one look over all rows finds. */
typedef struct analysis_scan {
    size_t span;
    double turns;            /* rotations that folding the rows may take */
    size_t reach;            /* the furthest column that is filled */
} analysis_scan;

/* Rows that hold a good part of all unknowns are for dense matrices. */
static int analysis_is_small(const eqr_problem *p, const eqr_solver *s)
{
    size_t width = p->residual.width;

    if (p->residual.entries > 0 && p->residual.count > 0)
        width = p->residual.entries / p->residual.count + 1;
    return !s || !(s->needs & EQR_ROWS) || p->n <= EQR_DENSE_MOST ||
           width == 0 || width > p->n / 4;
}

typedef struct analysis_memory {
    eqr_analysis *found;
    size_t *start, *col;     /* of a block of rows */
    eqr_order_work order;
    eqr_pattern pattern;
    eqr_square square;
    eqr_square_work square_work;
    eqr_kkt_pattern kkt;
} analysis_memory;

static int analysis_may_be_sparse(const eqr_problem *p)
{
    return p->n >= EQR_SPARSE_LEAST && p->n < EQR_NO_INDEX / 2 &&
           p->residual.count < EQR_NO_INDEX / 2;
}

/* Systems that may be square in the sense of square.h. */
static int analysis_may_be_square(const eqr_problem *p)
{
    return p->cls == EQR_CLASS_SYSTEM && p->residual.count == p->n &&
           eqr_entries(&p->residual) < EQR_NO_INDEX / 8;
}

static size_t analysis_layout(const eqr_problem *p, void *memory,
                              analysis_memory *m)
{
    int square = analysis_may_be_square(p);
    eqr_arena a = {NULL, 0, 0};

    a.base = (char *)memory;
    m->found = (eqr_analysis *)eqr_take(&a, 1, sizeof(eqr_analysis));
    m->start = (size_t *)eqr_take(&a, EQR_BLOCK + 1, sizeof(size_t));
    m->col = (size_t *)eqr_take(&a, p->residual.width,
                                EQR_BLOCK * sizeof(size_t));
    if (analysis_may_be_sparse(p)) {
        size_t rows = p->residual.count, all = eqr_entries(&p->residual);

        if (all > (size_t)-1 / 2)
            return 0;
        eqr_pattern_take(&m->pattern, p->n, rows, all, &a);
        if (square)
            eqr_square_take(&m->square, &m->square_work, rows, all, &a);
        eqr_order_take(&m->order, p->n, square ? all : rows,
                       square ? 2 * all : all, &a);
    }
    return eqr_taken(&a);
}

/* ------------------------------------------------------------ constraints */

static int analysis_is_kkt(const eqr_problem *p, const eqr_solver *s)
{
    return s && (s->honours & EQR_CONSTRAINTS) && eqr_kkt_may_be_sparse(p);
}

static size_t analysis_kkt_layout(const eqr_problem *p, void *memory,
                                  analysis_memory *m)
{
    eqr_arena a = {NULL, 0, 0};

    a.base = (char *)memory;
    m->found = (eqr_analysis *)eqr_take(&a, 1, sizeof(eqr_analysis));
    eqr_kkt_pattern_take(&m->kkt, p, &a);
    return eqr_taken(&a);
}

/* Sparse, where factoring costs a fourth of that of the dense matrix. */
static int analysis_kkt(eqr_problem *p, analysis_memory *m)
{
    double all = (double)p->n + (double)p->constraint.count;
    int code = eqr_kkt_pattern_fill(&m->kkt, p);

    if (code != 0 || m->kkt.pattern.work > all * all * all / 6 / 4)
        return code;
    m->found->kind = eqr_kind_dense();
    m->found->kkt = m->kkt.pattern;
    m->found->kkt_kind = eqr_kkt_sparse();
    p->analysis = m->found;
    return 0;
}

/* ------------------------------------------------------------------- rows */

EQR_API size_t eqr_analysis_size(const eqr_problem *p, const eqr_solver *s)
{
    analysis_memory m;

    if (analysis_is_kkt(p, s))
        return analysis_kkt_layout(p, NULL, &m);
    return analysis_is_small(p, s) ? 0 : analysis_layout(p, NULL, &m);
}

static void analysis_row(analysis_scan *scan, const size_t *col, size_t count)
{
    size_t k, first = (size_t)-1, last = 0;

    for (k = 0; k < count; ++k) {
        first = col[k] < first ? col[k] : first;
        last = col[k] > last ? col[k] : last;
    }
    if (count == 0)
        return;
    if (last - first > scan->span)
        scan->span = last - first;
    if (last > scan->reach)
        scan->reach = last;
    scan->turns += (double)(scan->reach - first) + 1;
}

/* The rows lo .. hi - 1 of the block go into the pattern. */
static void analysis_keep(analysis_memory *m, size_t lo, size_t hi)
{
    eqr_pattern *p = &m->pattern;
    size_t k, count = m->start[hi - lo], at = p->start[lo];

    for (k = lo; k <= hi; ++k)
        p->start[k] = at + m->start[k - lo];
    for (k = 0; k < count; ++k)
        p->col[at + k] = (eqr_index)m->col[k];
}

static int analysis_look(const eqr_problem *p, analysis_memory *m,
                         analysis_scan *scan, int keep)
{
    size_t lo, hi, i;
    int code;

    scan->span = scan->reach = 0;
    scan->turns = 0;
    if (keep)
        m->pattern.start[0] = 0;
    for (lo = 0; lo < p->residual.count; lo = hi) {
        hi = p->residual.count - lo < EQR_BLOCK ? p->residual.count
                                                : lo + EQR_BLOCK;
        code = p->residual.structure(p->user, lo, hi, m->start, m->col);
        if (code != 0)
            return code;
        if (keep)
            analysis_keep(m, lo, hi);
        for (i = 0; i < hi - lo; ++i)
            analysis_row(scan, m->col + m->start[i],
                         m->start[i + 1] - m->start[i]);
    }
    return 0;
}

/* Sparse, where factoring costs a fourth of dense folding at most. */
static int analysis_order(eqr_problem *p, analysis_memory *m)
{
    analysis_scan scan;
    double n = (double)p->n, rows = (double)p->residual.count;
    int code = analysis_look(p, m, &scan, 1);

    if (code != 0)
        return code;
    eqr_pattern_fill(&m->pattern, &m->order);
    if (m->pattern.work > rows * n * n / 4)
        return 0;
    m->found->pattern = m->pattern;
    m->found->kind = eqr_kind_sparse();
    if (analysis_may_be_square(p) &&
        eqr_square_fill(&m->square, &m->square_work, &m->order,
                        m->pattern.start, m->pattern.col)) {
        m->found->square = m->square;
        m->found->kind = eqr_kind_lu();
    }
    p->analysis = m->found;
    return 0;
}

/*
 * Operations of folding: 6 an element of a row that is turned.  Dense: of m
 * rows 4 n^2 each.
 */
static int analysis_is_band(const eqr_problem *p, const analysis_scan *scan)
{
    double band = 6 * scan->turns * (double)(scan->span + 1);
    double n = (double)p->n;

    if (analysis_may_be_sparse(p) && scan->span > 64 && band > 1e8)
        return 0;
    return band < 4 * (double)p->residual.count * n * n / 4 &&
           (double)(scan->span + 1) < n / 4;
}

EQR_API int eqr_analyse(eqr_problem *p, const eqr_solver *s, void *memory)
{
    analysis_memory m;
    analysis_scan scan;
    int code;

    p->analysis = NULL;
    if (analysis_is_kkt(p, s))
        return memory && analysis_kkt_layout(p, memory, &m) != 0
                   ? analysis_kkt(p, &m) : EQR_REFUSED;
    if (analysis_is_small(p, s))
        return 0;
    if (!memory || analysis_layout(p, memory, &m) == 0)
        return EQR_REFUSED;
    if ((code = analysis_look(p, &m, &scan, 0)) != 0)
        return code;
    m.found->kkt_kind = NULL;
    m.found->span = scan.span;
    m.found->kind = eqr_kind_band();
    if (analysis_is_band(p, &scan))
        p->analysis = m.found;
    else if (analysis_may_be_sparse(p))
        return analysis_order(p, &m);
    return 0;
}
