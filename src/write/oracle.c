/* oracle.c -- arrays and loops of the second opinion; see oracle.h. */
#include "oracle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "oracle_code.h"

struct oracle {
    struct program *p;
    int64_t *size;
    struct oracle_array *array;  /* one per array of the program */
    size_t arrays, unknowns;
    int64_t index[DAG_INDEX_VARS];
    double local;                /* LOCAL 0 */
    bool recurs;                 /* a group of loops is at work */
};

/* ---- one expression over one domain ------------------------------------- */

/* A domain being walked: the count of each level is known once it is open. */
struct walk {
    const struct domain *d;
    struct oracle_code count[PROGRAM_RANK], guard;
    int64_t left[PROGRAM_RANK];
    bool open, over;
};

static struct oracle_env env_of(struct oracle *o)
{
    return (struct oracle_env){o->array, o->size, o->index, o->local,
                               o->recurs};
}

static void walk_make(struct oracle *o, struct walk *w, const struct domain *d)
{
    memset(w, 0, sizeof *w);
    w->d = d;
    for (unsigned k = 0; k < d->rank; k++)
        oracle_compile(&w->count[k], o->p->dag, d->count[k]);
    if (d->guard.i)
        oracle_compile(&w->guard, o->p->dag, d->guard);
}

static void walk_free(struct walk *w)
{
    for (unsigned k = 0; k < w->d->rank; k++)
        oracle_code_free(&w->count[k]);
    oracle_code_free(&w->guard);
}

/* Open level k and those below; false where one of them is empty. */
static bool walk_open(struct oracle *o, struct walk *w, unsigned k)
{
    for (; k < w->d->rank; k++) {
        struct oracle_env env = env_of(o);
        o->index[w->d->var[k]] = 0;
        w->left[k] = oracle_integer(&w->count[k], &env);
        if (w->left[k] <= 0) {
            w->left[k] = 0;
            return false;
        }
    }
    return true;
}

/* On to the next element in row-major order. */
static bool walk_step(struct oracle *o, struct walk *w)
{
    unsigned k = w->d->rank;

    if (!w->open) {
        w->open = true;
        if (walk_open(o, w, 0))
            return true;
    } else if (k == 0) {
        return false;
    }
    for (;;) {
        for (k = w->d->rank;
             k > 0 && o->index[w->d->var[k - 1]] + 1 >= w->left[k - 1];)
            k--;
        if (k == 0)
            return false;
        o->index[w->d->var[k - 1]]++;
        if (walk_open(o, w, k))
            return true;
    }
}

static bool walk_next(struct oracle *o, struct walk *w)
{
    while (walk_step(o, w)) {
        struct oracle_env env = env_of(o);
        if (!w->d->guard.i || oracle_integer(&w->guard, &env))
            return true;
    }
    return false;
}

size_t oracle_count(struct oracle *o, const struct domain *d)
{
    struct walk w;
    size_t n = 0;

    walk_make(o, &w, d);
    while (walk_next(o, &w))
        n++;
    walk_free(&w);
    return n;
}

static void values(struct oracle *o, const struct domain *d, Expr e,
                   const double *u, double *value, double *magnitude)
{
    struct oracle_code code;
    struct walk w;

    oracle_compile(&code, o->p->dag, e);
    walk_make(o, &w, d);
    for (size_t k = 0; walk_next(o, &w); k++) {
        struct oracle_env env;
        struct oracle_value v;
        if (u)
            o->local = u[k];
        env = env_of(o);
        v = oracle_real(&code, &env);
        if (value)
            value[k] = v.value;
        if (magnitude)
            magnitude[k] = v.magnitude;
    }
    walk_free(&w);
    oracle_code_free(&code);
}

void oracle_values(struct oracle *o, const struct domain *d, Expr e,
                   double *value, double *magnitude)
{
    values(o, d, e, NULL, value, magnitude);
}

void oracle_of_rows(struct oracle *o, const struct domain *d, Expr e,
                    const double *u, double *value)
{
    values(o, d, e, u, value, NULL);
}

/* ---- loops -------------------------------------------------------------- */

static void clear(struct oracle_array *a, unsigned effect)
{
    double v = effect == EFFECT_SUM    ? 0
               : effect == EFFECT_PROD ? 1
               : effect == EFFECT_MIN  ? (double)INFINITY
               : effect == EFFECT_MAX || effect == EFFECT_LOGSUMEXP
                   ? -(double)INFINITY
                                       : (double)NAN;

    for (size_t k = 0; k < a->count; k++) {
        a->value[k] = v;
        a->magnitude[k] = effect == EFFECT_PROD;
        if (a->moved)
            a->moved[k] = a->most[k] = 0;
    }
}

static double greater(double a, double b)
{
    return a > b || isnan(a) ? a : b;
}

static double log_add_exp(double a, double b)
{
    double hi = greater(a, b), lo = -greater(-a, -b);

    return isinf(lo) ? hi : hi + log1p(exp(lo - hi));
}

static void put(struct oracle_array *a, size_t at, unsigned effect,
                struct oracle_value v)
{
    double *x = &a->value[at], *m = &a->magnitude[at];

    switch (effect) {
    case EFFECT_SUM: *x += v.value; *m += v.magnitude; break;
    case EFFECT_PROD: *x *= v.value; *m *= v.magnitude; break;
    case EFFECT_MIN:
        *x = -greater(-*x, -v.value);
        *m = greater(*m, v.magnitude);
        break;
    case EFFECT_MAX:
        *x = greater(*x, v.value);
        *m = greater(*m, v.magnitude);
        break;
    case EFFECT_LOGSUMEXP:
        *x = log_add_exp(*x, v.value);
        *m = greater(*m, v.magnitude);
        break;
    default: *x = v.value; *m = v.magnitude; break;
    }
}

/* The same in a step of a recurrence: sums of rounding with their signs. */
static void put_step(struct oracle_array *a, size_t at, unsigned effect,
                     struct oracle_value v)
{
    put(a, at, effect, v);
    if (effect == EFFECT_DEFINE) {
        a->magnitude[at] = oracle_magnitude(v.magnitude, v.moved, v.most);
        a->moved[at] = a->most[at] = a->magnitude[at];
        return;
    }
    a->most[at] = greater(a->most[at], v.most);
    if (effect == EFFECT_SUM)
        a->moved[at] += v.moved;
    else
        a->moved[at] = a->most[at];
}

/*
 * What additions to one element have lost so far (Neumaier, ZAMM 54 (1974)
 * 39-51), and how many they were: whoever adds up a million terms in lanes loses
 * more than rows of few terms may be off by.
 */
struct lost { size_t at, terms; double sum; };

static const double few_terms = 512;     /* 64 eps of them, in eight lanes */

static void give_back(struct oracle_array *a, struct lost *lost, bool picked)
{
    if (isfinite(lost->sum) && lost->at < a->count)
        a->value[lost->at] += lost->sum;
    if (lost->at < a->count && !picked && (double)lost->terms > few_terms)
        a->magnitude[lost->at] *= (double)lost->terms / few_terms;
    lost->sum = 0;
    lost->terms = 0;
}

/* v is about to be added to the element. */
static void lose(struct oracle_array *a, size_t at, double v, bool picked,
                 struct lost *lost)
{
    double x = a->value[at], sum = x + v;

    if (at != lost->at)
        give_back(a, lost, picked);
    lost->at = at;
    lost->terms++;
    lost->sum += fabs(x) >= fabs(v) ? x - sum + v : v - sum + x;
}

/* A loop over the indices of `inner` alone; the others stand still. */
static void run_inner(struct oracle *o, const struct loop *loop,
                      const struct domain *inner)
{
    struct oracle_array *a = &o->array[loop->array];
    struct oracle_code body, at;
    struct walk w;
    struct lost lost = {SIZE_MAX, 0, 0};
    bool picked = loop->domain.guard.i != 0;
    Expr target = program_offset(o->p, loop->array, loop->at);

    oracle_compile(&body, o->p->dag, loop->body);
    oracle_compile(&at, o->p->dag, target);
    walk_make(o, &w, inner);
    while (walk_next(o, &w)) {
        struct oracle_env env = env_of(o);
        int64_t k = oracle_integer(&at, &env);
        struct oracle_value v;
        if (k < 0 || (uint64_t)k >= a->count)
            continue;
        v = oracle_real(&body, &env);
        if (loop->effect == EFFECT_SUM)
            lose(a, (size_t)k, v.value, picked, &lost);
        (a->moved ? put_step : put)(a, (size_t)k, loop->effect, v);
    }
    give_back(a, &lost, picked);
    walk_free(&w);
    oracle_code_free(&body);
    oracle_code_free(&at);
}

static struct domain part_of(const struct domain *d, unsigned lo, unsigned hi)
{
    struct domain part = {.rank = hi - lo};

    for (unsigned k = lo; k < hi; k++) {
        part.var[k - lo] = d->var[k];
        part.count[k - lo] = d->count[k];
    }
    return part;
}

/* The indices of a loop from `depth` on. */
static void run_rest(struct oracle *o, const struct loop *loop, unsigned depth)
{
    struct domain rest = part_of(&loop->domain, depth, loop->domain.rank);

    rest.guard = loop->domain.guard;
    run_inner(o, loop, &rest);
}

static uint32_t turns_at(const struct loop *loop, unsigned depth)
{
    return depth < loop->domain.rank ? loop_turns(loop, depth) : 0;
}

static void run_turns(struct oracle *o, const struct loop *loops, size_t n,
                      unsigned depth);

/* Each turn of the index at `depth`: the loops in order. */
static void run_together(struct oracle *o, const struct loop *loops, size_t n,
                         unsigned depth)
{
    struct domain index = part_of(&loops->domain, depth, depth + 1);
    struct walk w;

    walk_make(o, &w, &index);
    while (walk_next(o, &w)) {
        int64_t turn = o->index[index.var[0]];
        for (size_t k = 0; k < n; k++)
            o->index[loops[k].domain.var[depth]] = turn;
        run_turns(o, loops, n, depth + 1);
        o->index[index.var[0]] = turn;
    }
    walk_free(&w);
}

/* Loops in the order of the list, but for those that take turns. */
static void run_turns(struct oracle *o, const struct loop *loops, size_t n,
                      unsigned depth)
{
    for (size_t k = 0, m; k < n; k += m) {
        uint32_t turns = turns_at(&loops[k], depth);
        for (m = 1; turns && k + m < n &&
                    turns_at(&loops[k + m], depth) == turns;)
            m++;
        if (turns)
            run_together(o, loops + k, m, depth);
        else
            run_rest(o, &loops[k], depth);
    }
}

static void set_unknowns(struct oracle *o, const double *x)
{
    for (uint32_t k = 0; k < o->arrays; k++) {
        struct oracle_array *a = &o->array[k];
        if (o->p->arrays.at[k].kind != ARRAY_UNKNOWN)
            continue;
        for (size_t i = 0; i < a->count; i++) {
            a->value[i] = x ? *x++ : (double)NAN;
            a->magnitude[i] = fabs(a->value[i]);
        }
    }
}

void oracle_run(struct oracle *o, const double *x)
{
    bool *begun = calloc(o->arrays + 1, sizeof *begun);
    size_t n = 1;

    set_unknowns(o, x);
    for (size_t k = 0; begun && k < o->p->loops.n; k += n) {
        const struct loop *loop = &o->p->loops.at[k];
        for (n = 1; loop->group && k + n < o->p->loops.n &&
                    loop[n].group == loop->group;)
            n++;
        for (size_t i = 0; i < n; i++) {
            if (!begun[loop[i].array])
                clear(&o->array[loop[i].array], loop[i].effect);
            begun[loop[i].array] = true;
        }
        o->recurs = loop->group != 0;
        run_turns(o, loop, n, 0);
    }
    o->recurs = false;
    free(begun);
}

const double *oracle_array(const struct oracle *o, uint32_t array,
                           size_t *count)
{
    *count = o->array[array].count;
    return o->array[array].value;
}

double oracle_loss(const struct oracle *o, double *magnitude)
{
    if (o->p->loss == UINT32_MAX)
        return *magnitude = 0;
    *magnitude = o->array[o->p->loss].magnitude[0];
    return o->array[o->p->loss].value[0];
}

size_t oracle_unknowns(const struct oracle *o)
{
    return o->unknowns;
}

/* ---- making ------------------------------------------------------------- */

static bool array_make(struct oracle *o, uint32_t k)
{
    struct oracle_array *a = &o->array[k];
    struct oracle_code code;
    struct oracle_env env = env_of(o);
    int64_t n;

    oracle_compile(&code, o->p->dag, program_size(o->p, k));
    n = oracle_integer(&code, &env);
    oracle_code_free(&code);
    if (n < 0 || (uint64_t)n >= SIZE_MAX / sizeof(double) / 2)
        return false;
    a->count = (size_t)n;
    a->value = malloc((a->count + 1) * sizeof *a->value);
    a->magnitude = malloc((a->count + 1) * sizeof *a->magnitude);
    return a->value && a->magnitude;
}

static void array_fill(struct oracle_array *a, const double *from)
{
    for (size_t k = 0; k < a->count; k++) {
        a->value[k] = from ? from[k] : (double)NAN;
        a->magnitude[k] = fabs(a->value[k]);
    }
}

/* Extents of each dimension, for the bounds of every load. */
static bool array_extents(struct oracle *o, uint32_t k)
{
    const struct array *from = &o->p->arrays.at[k];
    struct oracle_env env = env_of(o);

    o->array[k].rank = from->rank;
    for (unsigned d = 0; d < from->rank; d++) {
        struct oracle_code code;
        oracle_compile(&code, o->p->dag, from->count[d]);
        o->array[k].extent[d] = oracle_integer(&code, &env);
        oracle_code_free(&code);
        if (o->array[k].extent[d] < 0)
            return false;
    }
    return true;
}

/* Arrays of recurrences have room for what rounding does to later elements. */
static bool recurrences_make(struct oracle *o)
{
    for (size_t k = 0; k < o->p->loops.n; k++) {
        struct oracle_array *a = &o->array[o->p->loops.at[k].array];
        if (!o->p->loops.at[k].group || a->moved)
            continue;
        a->moved = malloc((a->count + 1) * sizeof *a->moved);
        a->most = malloc((a->count + 1) * sizeof *a->most);
        if (!a->moved || !a->most)
            return false;
    }
    return true;
}

static bool arrays_make(struct oracle *o, const eqh_inputs *in)
{
    size_t params = 0, data = 0;

    for (uint32_t k = 0; k < o->arrays; k++) {
        const struct array *from = &o->p->arrays.at[k];
        struct oracle_array *a = &o->array[k];
        if (!array_extents(o, k) || !array_make(o, k))
            return false;
        array_fill(a, from->kind == ARRAY_PARAM  ? in->params[params++]
                      : from->kind == ARRAY_DATA ? in->data[data++]
                                                 : from->table);
        if (from->kind == ARRAY_UNKNOWN)
            o->unknowns += a->count;
    }
    return recurrences_make(o);
}

struct oracle *oracle_make(struct program *p, const eqh_inputs *in)
{
    struct oracle *o = calloc(1, sizeof *o);

    if (!o)
        return NULL;
    o->p = p;
    o->arrays = p->arrays.n;
    o->size = calloc(p->sizes.n + 1, sizeof *o->size);
    o->array = calloc(p->arrays.n + 1, sizeof *o->array);
    for (size_t k = 0; o->size && k < p->sizes.n; k++)
        o->size[k] = in->sizes[k];
    if (o->size && o->array && arrays_make(o, in))
        return o;
    oracle_free(o);
    return NULL;
}

void oracle_free(struct oracle *o)
{
    if (!o)
        return;
    for (size_t k = 0; o->array && k < o->arrays; k++) {
        free(o->array[k].value);
        free(o->array[k].magnitude);
        free(o->array[k].moved);
        free(o->array[k].most);
    }
    free(o->array);
    free(o->size);
    free(o);
}
