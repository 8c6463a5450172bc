/* diff_values.c -- values of derivatives at a point, by the oracle. */
#include "diff.h"

#include <math.h>
#include <stdlib.h>

#include "../../runtime/host/json.h"
#include "../../runtime/host/numtext.h"
#include "../write/oracle.h"

/* d (all elements of an item) / d (all elements of an array), row-major. */
struct block { double *at; size_t rows, columns; };

static double *room(size_t n)
{
    double *p = n < SIZE_MAX / sizeof *p ? calloc(n + 1, sizeof *p) : NULL;

    if (!p)
        base_no_memory();
    return p;
}

/* Each row has as many: free indices run as far as they can. */
static struct domain joined(const struct domain *a, const struct domain *b)
{
    struct domain d = *a;

    for (unsigned k = 0; k < b->rank; k++)
        domain_add(&d, b->var[k], domain_extent(b, k), EXPR_NONE);
    return d;
}

/* Add one part's values where they belong. */
static void add_part(struct diff *d, const struct item *it,
                     const struct part *part, struct block *to)
{
    struct domain all = joined(&it->domain, &part->free);
    size_t n = oracle_count(d->oracle, &all);
    double *value = room(n), *column = room(n);
    uint32_t array = dag_at(d->g, part->load)->a;
    Expr idx[PROGRAM_RANK];

    dag_load_index(d->g, part->load, idx);
    oracle_values(d->oracle, &all, guarded_value(d, part), value, NULL);
    oracle_values(d->oracle, &all,
                  dag_real(d->g, program_offset(d->p, array, idx)), column,
                  NULL);
    for (size_t k = 0; k < n; k++) {
        size_t row = k / (n / to->rows), at = (size_t)column[k];
        if (at < to->columns)
            to->at[row * to->columns + at] += value[k];
    }
    free(value);
    free(column);
}

static struct block block_of(struct diff *d, const struct item *it,
                             uint32_t array)
{
    struct block b = {.rows = oracle_count(d->oracle, &it->domain)};

    oracle_array(d->oracle, array, &b.columns);
    b.at = room(b.rows * b.columns);
    for (size_t k = 0; b.rows > 0 && k < it->parts.n; k++)
        if (dag_at(d->g, it->parts.at[k].load)->a == array)
            add_part(d, it, &it->parts.at[k], &b);
    return b;
}

static bool reaches(const struct diff *d, const struct item *it,
                    uint32_t array)
{
    for (size_t k = 0; k < it->parts.n; k++)
        if (dag_at(d->g, it->parts.at[k].load)->a == array)
            return true;
    return false;
}

/* The arrays of a kind that an item depends on, one by one from *next. */
static bool next_target(const struct diff *d, const struct item *it,
                        enum array_kind kind, uint32_t *next)
{
    for (; *next < d->arrays; ++*next)
        if (d->p->arrays.at[*next].kind == kind && reaches(d, it, *next))
            return true;
    return false;
}

typedef void each_target(struct diff *d, void *with, const struct item *it,
                         uint32_t array);

/* Unknowns first, then params. */
static void targets(struct diff *d, void *with, const struct item *it,
                    each_target *visit)
{
    for (uint32_t a = 0; next_target(d, it, ARRAY_UNKNOWN, &a); a++)
        visit(d, with, it, a);
    for (uint32_t a = 0; next_target(d, it, ARRAY_PARAM, &a); a++)
        visit(d, with, it, a);
}

/* ---- text --------------------------------------------------------------- */

enum { SHOWN = 8 };

static void numbers(const struct diff *d, const double *v, size_t n,
                    bool scalar)
{
    char text[EQN_MAX];

    if (!scalar)
        fputc('[', d->out);
    for (size_t k = 0; k < n && k < SHOWN; k++) {
        eqn_show(v[k], text);
        fprintf(d->out, "%s%s", k ? ", " : "", text);
    }
    if (n > SHOWN)
        fprintf(d->out, ", ... %zu values", n);
    fputs(scalar ? "\n" : "]\n", d->out);
}

static void text_gradient(struct diff *d, void *with, const struct item *it,
                          uint32_t array)
{
    const struct array *a = &d->p->arrays.at[array];
    struct block b = block_of(d, it, array);
    bool letters = it->name[0] && !it->name[1] && !a->name[1];

    (void)with;
    fprintf(d->out, letters ? "d%s/d%s = " : "d %s/d %s = ", it->name,
            a->name);
    numbers(d, b.at, b.rows * b.columns,
            it->domain.rank == 0 && a->rank == 0);
    free(b.at);
}

static void text_item(struct diff *d, const struct item *it)
{
    size_t n = oracle_count(d->oracle, &it->domain);
    double *value = room(n);

    oracle_values(d->oracle, &it->domain, it->value, value, NULL);
    fprintf(d->out, "%s = ", it->name);
    numbers(d, value, n, it->domain.rank == 0);
    free(value);
    targets(d, NULL, it, text_gradient);
}

/* ---- JSON --------------------------------------------------------------- */

static void json_row(eqh_json *j, const double *v, size_t n, bool scalar)
{
    if (scalar) {
        eqh_json_double(j, v[0]);
        return;
    }
    eqh_json_open(j, '[');
    for (size_t k = 0; k < n; k++)
        eqh_json_double(j, v[k]);
    eqh_json_close(j, ']');
}

static void json_gradient(struct diff *d, void *with, const struct item *it,
                          uint32_t array)
{
    eqh_json *j = with;
    struct block b = block_of(d, it, array);
    bool scalar = d->p->arrays.at[array].rank == 0;

    eqh_json_key(j, d->p->arrays.at[array].name);
    if (it->domain.rank > 0)
        eqh_json_open(j, '[');
    for (size_t k = 0; k < b.rows; k++)
        json_row(j, b.at + k * b.columns, b.columns, scalar);
    if (it->domain.rank > 0)
        eqh_json_close(j, ']');
    free(b.at);
}

static void json_values(struct diff *d, eqh_json *j)
{
    eqh_json_key(j, "value");
    eqh_json_open(j, '{');
    for (size_t k = 0; k < d->items.n; k++) {
        const struct item *it = &d->items.at[k];
        size_t n = oracle_count(d->oracle, &it->domain);
        double *value = room(n);
        if (!it->hidden && !it->loop) {
            oracle_values(d->oracle, &it->domain, it->value, value, NULL);
            eqh_json_key(j, it->name);
            json_row(j, value, n, it->domain.rank == 0);
        }
        free(value);
    }
    eqh_json_close(j, '}');
}

static void json_gradients(struct diff *d, eqh_json *j)
{
    eqh_json_key(j, "gradient");
    eqh_json_open(j, '{');
    for (size_t k = 0; k < d->items.n; k++) {
        const struct item *it = &d->items.at[k];
        if (it->hidden || it->loop)
            continue;
        eqh_json_key(j, it->name);
        eqh_json_open(j, '{');
        targets(d, j, it, json_gradient);
        eqh_json_close(j, '}');
    }
    eqh_json_close(j, '}');
}

/* The rows of one family, all unknowns side by side. */
static void json_rows(struct diff *d, eqh_json *j, const struct item *it)
{
    struct block b[64];
    uint32_t arrays[64];
    size_t n = 0, rows = oracle_count(d->oracle, &it->domain);

    for (uint32_t a = 0; a < d->arrays && n < 64; a++)
        if (d->p->arrays.at[a].kind == ARRAY_UNKNOWN) {
            arrays[n] = a;
            b[n] = block_of(d, it, arrays[n]);
            n++;
        }
    for (size_t r = 0; r < rows; r++) {
        eqh_json_open(j, '[');
        for (size_t k = 0; k < n; k++)
            for (size_t c = 0; c < b[k].columns; c++)
                eqh_json_double(j, b[k].at[r * b[k].columns + c]);
        eqh_json_close(j, ']');
    }
    while (n > 0)
        free(b[--n].at);
}

static void json(struct diff *d)
{
    eqh_json j = {d->out, 0};

    eqh_json_open(&j, '{');
    json_values(d, &j);
    json_gradients(d, &j);
    if (d->p->families.n > 0) {
        eqh_json_key(&j, "jacobian");
        eqh_json_open(&j, '[');
        for (size_t k = 0; k < d->items.n; k++)
            if (d->items.at[k].row)
                json_rows(d, &j, &d->items.at[k]);
        eqh_json_close(&j, ']');
    }
    eqh_json_close(&j, '}');
    fputc('\n', d->out);
}

/* ---- all ---------------------------------------------------------------- */

static bool finite_block(const struct block *b)
{
    for (size_t k = 0; k < b->rows * b->columns; k++)
        if (!isfinite(b->at[k]))
            return false;
    return true;
}

static void check_block(struct diff *d, void *with, const struct item *it,
                        uint32_t array)
{
    bool *fine = with;
    struct block b = block_of(d, it, array);

    *fine &= finite_block(&b);
    free(b.at);
}

static bool all_finite(struct diff *d)
{
    bool fine = true;

    for (size_t k = 0; k < d->items.n && fine; k++) {
        const struct item *it = &d->items.at[k];
        if (it->loop)
            continue;
        struct block v = {.rows = oracle_count(d->oracle, &it->domain),
                          .columns = 1};
        v.at = room(v.rows);
        oracle_values(d->oracle, &it->domain, it->value, v.at, NULL);
        fine = finite_block(&v);
        free(v.at);
        targets(d, &fine, it, check_block);
    }
    return fine;
}

int diff_values(struct diff *d, struct bound *b, const double *x)
{
    eqh_inputs in = bound_inputs(b);
    int code = 0;

    d->oracle = oracle_make(d->p, &in);
    if (!d->oracle)
        base_no_memory();
    oracle_run(d->oracle, x);
    if (!all_finite(d)) {
        code = eqr_status_exit(EQR_DOMAIN);
        b->program.explain(b->program.self, x, stderr);
    }
    if (d->job->options->value[OPT_JSON])
        json(d);
    else
        for (size_t k = 0; k < d->items.n; k++)
            if (!d->items.at[k].hidden && !d->items.at[k].loop)
                text_item(d, &d->items.at[k]);
    oracle_free(d->oracle);
    return code;
}
