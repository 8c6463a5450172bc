/*
 * batches.c -- mini-batches of data rows for the first-order methods.
 *
 * An epoch takes every row once, in an order that is shuffled before it:
 * Fisher and Yates (Durstenfeld, CACM 7, 1964), the order of the epoch before
 * shuffled on, with numbers of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014)
 * that begin at the seed.  The last batch of an epoch may be smaller, or is
 * left out (drop_last); the rows that it misses are others in each epoch.
 *
 * The gradient of a batch of b rows of N is
 *     N / b * (sum over the batch) + (the rows that are not drawn),
 * an estimate of the whole loss's without bias, and of a mean over the rows
 * the mean over the batch: PyTorch's.
 */
#include "batches.h"
#include "descent.h"

/* ---- numbers ----------------------------------------------------------- */

static unsigned long long batches_random(eqr_batches *b)
{
    unsigned long long z = b->random += 0x9E3779B97F4A7C15ull;

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
}

/* A number below n, all equally likely: the first 2^64 mod n are left out. */
static size_t batches_below(eqr_batches *b, size_t n)
{
    const unsigned long long few = (0 - (unsigned long long)n) % n;
    unsigned long long z = batches_random(b);

    while (z < few)
        z = batches_random(b);
    return (size_t)(z % n);
}

static void batches_shuffle(eqr_batches *b)
{
    size_t i;

    for (i = b->whole->terms->drawn; i > 1; --i) {
        size_t j = batches_below(b, i), row = b->order[i - 1];

        b->order[i - 1] = b->order[j];
        b->order[j] = row;
    }
}

/* ---- the gradient of a batch -------------------------------------------- */

/* Add row k. */
static int batches_row(const eqr_batches *b, const eqr_real *x, size_t k,
                       eqr_real *f, eqr_real *g)
{
    const eqr_rows *rows = &b->whole->terms->rows;
    void *user = b->whole->user;
    size_t start[2], i;
    eqr_real value;
    int code = rows->structure(user, k, k + 1, start, b->col);

    if (code == 0)
        code = rows->values(user, x, k, k + 1, &value, b->jac);
    if (code != 0)
        return code;
    *f += value;
    for (i = start[0]; i < start[1]; ++i)
        g[b->col[i]] += b->jac[i];
    return 0;
}

/* The next rows in order: a batch, and what it counts. */
static int batches_drawn(eqr_batches *b, const eqr_real *x, eqr_real *f,
                         eqr_real *g)
{
    size_t n = b->whole->terms->drawn, end, j;
    eqr_real scale;

    if (b->at == n || (b->asked.drop_last && n - b->at < b->size))
        b->at = 0;
    if (b->at == 0)
        batches_shuffle(b);
    end = n - b->at < b->size ? n : b->at + b->size;
    scale = (eqr_real)n / (eqr_real)(end - b->at);
    for (; b->at < end; ++b->at) {
        int code = batches_row(b, x, b->order[b->at], f, g);

        if (code != 0)
            return code;
    }
    *f *= scale;
    for (j = 0; j < b->whole->n; ++j)
        g[j] *= scale;
    return 0;
}

static int batches_gradient(void *user, const eqr_real *x, eqr_real *f,
                            eqr_real *g)
{
    eqr_batches *b = (eqr_batches *)user;
    const eqr_problem *p = b->whole;
    size_t j, k;
    int code = p->prepare ? p->prepare(p->user, x) : 0;

    *f = 0;
    for (j = 0; j < p->n; ++j)
        g[j] = 0;
    if (code == 0)
        code = batches_drawn(b, x, f, g);
    for (k = p->terms->drawn; code == 0 && k < p->terms->rows.count; ++k)
        code = batches_row(b, x, k, f, g);
    return code;
}

/* ---- a run -------------------------------------------------------------- */

static size_t batches_layout(eqr_batches *b, const eqr_problem *p,
                             const eqr_solver *s, void *memory)
{
    size_t bytes = eqr_work_size(p, s);
    eqr_arena a = {NULL, 0, 0};

    a.base = (char *)memory;
    eqr_take(&a, bytes, 1);
    if (!p || !p->terms)
        return bytes;
    b->order = (size_t *)eqr_take(&a, p->terms->drawn, sizeof(size_t));
    b->col = (size_t *)eqr_take(&a, p->terms->rows.width, sizeof(size_t));
    b->jac = eqr_take_reals(&a, p->terms->rows.width, 1);
    return bytes == 0 ? 0 : eqr_taken(&a);
}

EQR_API size_t eqr_batches_size(const eqr_problem *p, const eqr_solver *s)
{
    eqr_batches b;

    return batches_layout(&b, p, s, NULL);
}

static size_t batches_in_epoch(const eqr_batches *b, size_t n)
{
    return n / b->size + (n % b->size != 0 && !b->asked.drop_last);
}

/* So many epochs, as steps; the largest number where it is too large. */
static size_t batches_steps(size_t epochs, size_t in_epoch)
{
    return epochs > (size_t)-1 / in_epoch ? (size_t)-1 : epochs * in_epoch;
}

/*
 * What the options say of epochs, the method knows as steps.  It stops at no
 * small gradient: that of a batch says nothing of the whole.
 */
static void batches_options(eqr_batches *b)
{
    eqr_options *o = &b->options;
    size_t steps = batches_steps(o->epochs, b->epoch);

    if (o->epochs && (o->steps == 0 || steps < o->steps))
        o->steps = steps;
    o->step_size = batches_steps(o->step_size, b->epoch);
    if (o->gamma == o->gamma && o->step_size == 0)
        o->step_size = b->epoch;
    o->t_max = batches_steps(o->t_max, b->epoch);
    if (b->on)
        o->tol = -1;
}

/* Its gradient alone is asked for, by methods that honour EQR_BATCHES. */
static void batches_problem(eqr_batches *b, const eqr_problem *p)
{
    size_t k;

    b->problem = *p;
    b->problem.user = b;
    b->problem.prepare = NULL;
    b->problem.loss = NULL;
    b->problem.gradient = batches_gradient;
    b->at = 0;
    b->random = b->asked.seed;
    for (k = 0; k < p->terms->drawn; ++k)
        b->order[k] = k;
}

/* The schedule is the frame's, which looks at it before each step. */
static void batches_take_schedule(eqr_batches *b)
{
    eqr_descent *d = (eqr_descent *)b->run.own;

    b->step_size = d->step_size;
    b->t_max = d->t_max;
}

/* Are there batches of n rows, when a smaller one is left out? */
static int batches_some(const eqr_batches *b, size_t n)
{
    return n >= b->asked.batch || !b->asked.drop_last;
}

EQR_API int eqr_batches_begin(eqr_batches *b, const eqr_problem *p,
                              const eqr_solver *s, const eqr_options *o,
                              eqr_real *x, void *memory, eqr_result *result)
{
    size_t n = p && p->terms ? p->terms->drawn : 0;
    int code;

    b->whole = p;
    b->options = b->asked = o ? *o : eqr_options_default();
    b->on = n > 0 && b->asked.batch > 0 && s && memory &&
            (s->honours & EQR_BATCHES) && eqr_batches_size(p, s) != 0;
    if (b->on && !batches_some(b, n)) {
        b->on = 0;
        p = NULL;            /* is refused */
    }
    b->size = b->on && b->asked.batch < n ? b->asked.batch : n;
    b->epoch = b->on ? batches_in_epoch(b, n) : 1;
    batches_options(b);
    if (!b->on)
        return eqr_begin(&b->run, p, s, &b->options, x, memory, result);
    batches_layout(b, p, s, memory);
    batches_problem(b, p);
    code = eqr_begin(&b->run, &b->problem, s, &b->options, x, memory, result);
    b->on = b->run.solver != NULL;
    if (code == EQR_GO_ON && b->on)
        batches_take_schedule(b);
    return code;
}

EQR_API int eqr_batches_advance(eqr_batches *b)
{
    eqr_descent *d = (eqr_descent *)b->run.own;
    int first = b->run.step % b->epoch == 0;

    if (b->on) {
        d->step_size = first ? b->step_size : 0;
        d->t_max = first ? b->t_max : 0;
    }
    return eqr_advance(&b->run);
}

EQR_API int eqr_batches_finish(eqr_batches *b, int claim)
{
    if (b->on) {
        eqr_descent *d = (eqr_descent *)b->run.own;

        /* The lowest batch is not the lowest point. */
        if (claim != EQR_DOMAIN && claim != EQR_REFUSED)
            eqr_copy(b->whole->n, b->run.x, d->best);
        b->run.problem = b->whole;
        b->run.options = &b->asked;
    }
    return eqr_finish(&b->run, claim);
}
