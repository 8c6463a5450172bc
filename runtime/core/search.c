/* search.c -- which starts are solved from, and what is kept; see search.h. */
#include "search.h"

/* ---------------------------------------------------------------- memory */

static void search_take_answer(eqr_answer *a, size_t n, eqr_arena *arena)
{
    eqr_real *x = eqr_take_reals(arena, n, 1);
    eqr_real *start = eqr_take_reals(arena, n, 1);

    if (arena->base) {
        a->x = x;
        a->start = start;
    }
}

/* Bytes of the solver; where it deflates, for both problems. */
static size_t search_deflation(eqr_search *m, const eqr_problem *p,
                               const eqr_solver *s, size_t room, eqr_arena *a)
{
    size_t plain = eqr_work_size(p, s), deflated;

    if (m->kind != EQR_SEARCH_DEFLATION)
        return plain;
    m->scale = eqr_take_reals(a, p->n, 1);
    m->root = (const eqr_real **)eqr_take(a, room, sizeof *m->root);
    m->deflation.of = p;
    m->deflation.scale = m->scale;
    m->deflation.root = m->root;
    m->deflation.slope = eqr_take_reals(a, p->n, 1);
    m->deflation.col = (size_t *)eqr_take(a, p->residual.width + 1,
                                          sizeof(size_t));
    eqr_deflate(&m->deflation);
    deflated = eqr_work_size(&m->deflation.problem, s);
    if (deflated == 0)
        a->overflow = 1;
    return deflated > plain ? deflated : plain;
}

static void *search_layout(eqr_search *m, const eqr_problem *p,
                           const eqr_solver *s, size_t room, eqr_arena *a)
{
    size_t k, bytes = search_deflation(m, p, s, room, a);

    m->own = eqr_take_reals(a, p->n, 1);
    m->start = eqr_take_reals(a, p->n, 1);
    m->ratio = eqr_take_reals(a, p->n, 1);
    m->answer = (eqr_answer *)eqr_take(a, room, sizeof(eqr_answer));
    search_take_answer(&m->stuck, p->n, a);
    for (k = 0; k < room; ++k)
        search_take_answer(a->base ? m->answer + k : &m->stuck, p->n, a);
    return eqr_take(a, bytes, 1);
}

EQR_API size_t eqr_search_size(int kind, const eqr_problem *p,
                               const eqr_solver *s, size_t room)
{
    eqr_arena a = {NULL, 0, 0};
    eqr_search m;

    if (eqr_work_size(p, s) == 0)
        return 0;
    m.kind = kind;
    search_layout(&m, p, s, room, &a);
    return eqr_taken(&a);
}

/* --------------------------------------------------------------- answers */

/* Lower by more than rounding; NaN is above all. */
static int search_lower(eqr_real a, eqr_real b)
{
    const eqr_real level = 1024 * EQR_EPS;

    return a == a &&
           (b != b || a < b - level * (EQR_ABS(a) + EQR_ABS(b)));
}

/*
 * Is this the same answer? Where unknowns are left free there is a continuum;
 * points of it count as one.
 */
static int search_same(const eqr_search *m, const eqr_answer *a)
{
    const eqr_result *r = m->run.result;
    const eqr_real *x = m->run.x, tol = 64 * EQR_SQRT(EQR_EPS);
    size_t j, n = m->problem->n;

    if (a->status != r->status || a->rank != r->rank)
        return 0;
    if (r->rank < n)
        return !search_lower(a->loss, r->loss) &&
               !search_lower(r->loss, a->loss);
    for (j = 0; j < n; ++j)
        if (!(EQR_ABS(x[j] - a->x[j]) <=
              tol * (EQR_ABS(x[j]) + EQR_ABS(a->x[j]) +
                     eqr_points_scale(m, j))))
            return 0;
    return 1;
}

static void search_write(eqr_search *m, eqr_answer *a)
{
    const eqr_result *r = m->run.result;

    eqr_copy(m->problem->n, m->run.x, a->x);
    eqr_copy(m->problem->n, m->start, a->start);
    a->status = r->status;
    a->loss = r->loss;
    a->rank = r->rank;
    a->first = m->at;
    a->times = 1;
}

/* Systems: in the order found; else by loss. */
static int search_before(const eqr_search *m, const eqr_answer *a)
{
    return m->problem->cls != EQR_CLASS_SYSTEM &&
           search_lower(m->run.result->loss, a->loss);
}

/* Make room behind those that are better; NULL: all that are kept are. */
static eqr_answer *search_place(eqr_search *m)
{
    size_t i, k = m->count;
    eqr_answer last;

    while (k > 0 && search_before(m, m->answer + k - 1))
        --k;
    if (m->count == m->room)
        ++m->dropped;
    if (k == m->room)
        return NULL;
    if (m->count < m->room)
        ++m->count;
    last = m->answer[m->count - 1];
    for (i = m->count - 1; i > k; --i)
        m->answer[i] = m->answer[i - 1];
    m->answer[k] = last;
    return m->answer + k;
}

/* What the solve at hand has found. */
static void search_keep(eqr_search *m)
{
    const eqr_result *r = m->run.result;
    eqr_answer *a;
    size_t k;

    if (r->status < 0) {
        if (m->stuck.times == 0 || search_lower(r->loss, m->stuck.loss))
            search_write(m, &m->stuck);
        return;
    }
    for (k = 0; k < m->count; ++k)
        if (search_same(m, m->answer + k)) {
            ++m->answer[k].times;
            return;
        }
    a = search_place(m);
    if (a)
        search_write(m, a);
}

static const eqr_answer *search_best(const eqr_search *m)
{
    return m->count > 0 ? m->answer : &m->stuck;
}

/* ---------------------------------------------------------------- solves */

static int search_solve(eqr_search *m)
{
    eqr_run *run = &m->run;
    eqr_real *x = run->x;
    void *work = run->own;
    eqr_result *result = run->result;

    eqr_copy(m->problem->n, m->start, x);
    m->code = eqr_begin(run, m->deflating ? &m->deflation.problem
                                          : m->problem, m->solver,
                        &m->options, x, work, result);
    run->x = x;
    run->own = work;
    if (run->solver)
        return EQR_GO_ON;
    m->kind = EQR_SEARCH_NONE;
    return m->code;
}

static void search_clear(eqr_search *m, size_t room)
{
    const eqr_options *o = &m->options;

    m->room = o->keep && o->keep < room ? o->keep : room;
    m->most = m->kind == EQR_SEARCH_DEFLATION ? EQR_SEARCH_DEFLATED
                                              : EQR_SEARCH_STARTS;
    if (o->n)
        m->most = o->n;
    if (m->kind == EQR_SEARCH_RULES)
        m->most = eqr_points_rules();
    m->count = m->dropped = m->used = m->stuck.times = 0;
    m->at = 0;
    m->again = m->deflating = 0;
    m->tried = 1;
}

EQR_API int eqr_search_begin(eqr_search *m, int kind, size_t room,
                             const unsigned char *vary, const eqr_problem *p,
                             const eqr_solver *s, const eqr_options *o,
                             eqr_real *x, void *memory, eqr_result *result)
{
    eqr_arena a = {NULL, 0, 0};
    size_t j;

    a.base = (char *)memory;
    m->kind = EQR_SEARCH_NONE;
    m->run.x = x;
    m->run.result = result;
    if (!p || !s || !x || !memory || eqr_search_size(kind, p, s, room) == 0)
        return eqr_begin(&m->run, p, s, o, x, NULL, result);
    m->kind = kind;
    m->problem = p;
    m->solver = s;
    m->vary = vary;
    m->options = o ? *o : eqr_options_default();
    m->trace = m->options.trace;
    m->options.trace = NULL;
    m->run.own = search_layout(m, p, s, room, &a);
    search_clear(m, room);
    eqr_copy(p->n, x, m->own);
    eqr_copy(p->n, x, m->start);
    eqr_points_prepare(m);
    for (j = 0; kind == EQR_SEARCH_DEFLATION && j < p->n; ++j)
        m->scale[j] = eqr_points_scale(m, j);
    return search_solve(m);
}

/* Nothing more is to be had from other starts. */
static int search_enough(const eqr_search *m)
{
    int status = m->run.result->status;

    if (status == EQR_CANCELLED || status == EQR_REFUSED ||
        status == EQR_INCONSISTENT)
        return 1;
    return m->kind == EQR_SEARCH_RULES && status >= 0 &&
           m->problem->cls == EQR_CLASS_SYSTEM;
}

/* The best is where x is, or is solved for again. */
static int search_end(eqr_search *m)
{
    const eqr_answer *best = search_best(m);

    m->used = best->first;
    if (m->run.result->status == EQR_CANCELLED) {
        eqr_copy(m->problem->n, best->x, m->run.x);
        eqr_copy(m->problem->n, best->start, m->start);
        m->run.result->loss = best->loss;
        return EQR_ENDED;
    }
    if (best->first == m->at && !m->trace &&
        m->kind != EQR_SEARCH_DEFLATION)
        return EQR_ENDED;
    m->again = 1;
    m->deflating = 0;
    m->options.trace = m->trace;
    eqr_copy(m->problem->n, best->start, m->start);
    return search_solve(m);
}

/* The system without the roots that are known. */
static int search_deflate(eqr_search *m)
{
    size_t k;

    m->deflating = m->kind == EQR_SEARCH_DEFLATION && m->count > 0;
    m->deflation.count = m->count;
    for (k = 0; m->deflating && k < m->count; ++k)
        m->root[k] = m->answer[k].x;
    return search_solve(m);
}

/* From the next point that there is. */
static int search_next(eqr_search *m)
{
    size_t at = m->at;

    while (++at < m->most)
        if (eqr_points_take(m, at)) {
            m->at = at;
            ++m->tried;
            return search_deflate(m);
        }
    return search_end(m);
}

/* A root of the deflated system is one: what the system itself says of it. */
static int search_inflate(eqr_search *m)
{
    int status = m->run.result->status;

    m->deflating = 0;
    if (status == EQR_CANCELLED)
        return search_end(m);
    if (status < 0)
        return search_next(m);
    eqr_copy(m->problem->n, m->run.x, m->start);
    return search_solve(m);
}

/* What was found is kept; a new root: once more from the same start. */
static int search_found(eqr_search *m)
{
    size_t before = m->count;

    search_keep(m);
    if (search_enough(m))
        return search_end(m);
    if (m->kind != EQR_SEARCH_DEFLATION || m->count == before)
        return search_next(m);
    if (m->count == m->room)
        return search_end(m);
    eqr_points_take(m, m->at);
    return search_deflate(m);
}

EQR_API int eqr_search_advance(eqr_search *m)
{
    int code = m->code;

    if (code == EQR_GO_ON)
        code = eqr_advance(&m->run);
    if (code == EQR_GO_ON)
        return EQR_GO_ON;
    m->code = code;
    eqr_finish(&m->run, code);
    if (m->again)
        return EQR_ENDED;
    return m->deflating ? search_inflate(m) : search_found(m);
}

EQR_API int eqr_search_finish(eqr_search *m, int claim)
{
    if (m->kind == EQR_SEARCH_NONE || claim != EQR_ENDED)
        return eqr_finish(&m->run, claim);
    return m->run.result->status;
}
