/* verify_rows.c -- residuals by the oracle, against what rounding allows. */
#include "verify.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

/*
 * An equation holds to 64 eps of the magnitude of its sides.  The oracle may
 * round otherwise than the solver did; that is another few eps.
 */
static const double allowed = (64 + 8) * DBL_EPSILON;

static double *room(size_t n)
{
    double *p = calloc(n + 1, sizeof *p);

    if (!p)
        base_no_memory();
    return p;
}

struct rows { double *row, *scale, *left, *right; };

static void evaluate(struct verify *v, const struct family *f, size_t n,
                     struct rows *r)
{
    r->row = room(n);
    r->scale = room(n);
    r->left = room(n);
    r->right = room(n);
    oracle_values(v->oracle, &f->domain, f->row, r->row, NULL);
    if (f->scale.i)
        oracle_values(v->oracle, &f->domain, f->scale, r->scale, NULL);
    oracle_values(v->oracle, &f->domain, f->left, NULL, r->left);
    oracle_values(v->oracle, &f->domain, f->right, NULL, r->right);
}

static void free_rows(struct rows *r)
{
    free(r->row);
    free(r->scale);
    free(r->left);
    free(r->right);
}

static void family(struct verify *v, size_t k, struct verify_sums *s)
{
    const struct family *f = &v->job->program->families.at[k];
    size_t n = v->bound->d.in.families[k].count;
    struct rows r;

    evaluate(v, f, n, &r);
    for (size_t i = 0; i < n; i++) {
        double w = f->scale.i ? r.scale[i] : 1, u = w * r.row[i];
        double m = r.left[i] + r.right[i], limit = allowed * m;
        double part = r.row[i] == 0 ? 0 : fabs(r.row[i]) / limit;
        s->sse += u * u;
        s->blame += 2 * fabs(u * w) * limit + w * limit * (w * limit);
        s->u[s->rows + i] = u;
        s->m[s->rows + i] = fabs(w) * m;
        if (f->kind == FAMILY_EQUATION && !(part <= s->worst)) {
            s->worst = isnan(part) ? (double)INFINITY : part;
            s->worst_family = k;
            s->worst_row = i;
        }
    }
    s->rows += n;
    free_rows(&r);
}

void verify_sums(struct verify *v, struct verify_sums *s)
{
    size_t n = 0;

    for (size_t k = 0; k < v->job->program->families.n; k++)
        n += v->bound->d.in.families[k].count;
    *s = (struct verify_sums){.u = room(n), .m = room(n)};
    for (size_t k = 0; k < v->job->program->families.n; k++)
        family(v, k, s);
}

/* The largest part of what rounding allows that a row is off by. */
static double worst_off(const struct rows *r, size_t n, unsigned sense)
{
    double worst = 0;

    for (size_t i = 0; i < n; i++) {
        double u = r->row[i], part;
        if ((sense == EQR_AT_MOST && u <= 0) ||
            (sense == EQR_AT_LEAST && u >= 0) || u == 0)
            continue;
        part = fabs(u) / (allowed * (r->left[i] + r->right[i]));
        if (!(part <= worst))
            worst = isnan(part) ? (double)INFINITY : part;
    }
    return worst;
}

void verify_constraints(struct verify *v)
{
    const struct program *p = v->job->program;

    for (size_t k = 0; k < p->constraints.n; k++) {
        const struct family *f = &p->constraints.at[k];
        size_t n = oracle_count(v->oracle, &f->domain);
        struct span at = f->span;
        struct rows r;
        double worst;
        evaluate(v, f, n, &r);
        worst = worst_off(&r, n, f->sense);
        free_rows(&r);
        if (!(worst <= 1))
            verify_fail(v, "line %u is not kept: it is off by %.3g times what "
                        "rounding allows: %.*s",
                        source_place(v->job->source, at.lo).line, worst,
                        (int)(at.hi - at.lo), v->job->source->text + at.lo);
    }
}

void verify_sums_free(struct verify_sums *s)
{
    free(s->u);
    free(s->m);
}
