/*
 * host_programs.h -- programs for test_host_driver.c, written by hand: a fit, a
 * system of missing rank, an evaluation.
 */
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../runtime/core/solvers.h"
#include "../../runtime/host/eqh.h"

/* ---- a straight line: data x[n], y[n]; y ~ scale*(a*x + b) ------------- */

typedef struct line {
    size_t n;
    const eqr_real *x, *y;
    eqr_real scale, limit;
    eqr_real lower[2], upper[2];
    int closed;
    long until_interrupt;    /* evaluations until a SIGINT comes; 0: none */
} line;

static line line_self;

static int line_structure(void *user, size_t lo, size_t hi, size_t *start,
                          size_t *col)
{
    (void)user;
    for (size_t k = lo; k < hi; k++) {
        start[k - lo] = 2 * (k - lo);
        col[2 * (k - lo)] = 0;
        col[2 * (k - lo) + 1] = 1;
    }
    start[hi - lo] = 2 * (hi - lo);
    return 0;
}

static int line_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                       eqr_real *r, eqr_real *jac)
{
    const line *l = user;

    for (size_t k = lo; k < hi; k++) {
        if (r != NULL)
            r[k - lo] = l->y[k] - l->scale * (x[0] * l->x[k] + x[1]);
        if (jac != NULL) {
            jac[2 * (k - lo)] = -l->scale * l->x[k];
            jac[2 * (k - lo) + 1] = -l->scale;
        }
    }
    return 0;
}

static int line_gradient(void *user, const eqr_real *x, eqr_real *f,
                         eqr_real *g)
{
    const line *l = user;
    eqr_real sum = 0, a = 0, b = 0;

    if (line_self.until_interrupt > 0 && --line_self.until_interrupt == 0)
        raise(SIGINT);
    for (size_t k = 0; k < l->n; k++) {
        eqr_real r = l->y[k] - l->scale * (x[0] * l->x[k] + x[1]);

        sum += r * r;
        a -= 2 * r * l->scale * l->x[k];
        b -= 2 * r * l->scale;
    }
    if (f != NULL)
        *f = sum;
    if (g != NULL) {
        g[0] = a;
        g[1] = b;
    }
    return 0;
}

static int line_loss(void *user, const eqr_real *x, eqr_real *f)
{
    return line_gradient(user, x, f, NULL);
}

/* show -b/a as zero; */
static int line_show_structure(void *user, size_t lo, size_t hi,
                               size_t *start, size_t *col)
{
    return line_structure(user, lo, hi, start, col);
}

static int line_show(void *user, const eqr_real *x, size_t lo, size_t hi,
                     eqr_real *r, eqr_real *jac)
{
    (void)user;
    (void)lo;
    (void)hi;
    if (r != NULL)
        r[0] = -x[1] / x[0];
    if (jac != NULL) {
        jac[0] = x[1] / (x[0] * x[0]);
        jac[1] = -1 / x[0];
    }
    return 0;
}

static int line_shapes(void *self, const eqh_int *sizes, eqh_shape *out,
                       size_t *bad)
{
    (void)self;
    (void)bad;
    memset(out, 0, 8 * sizeof *out);
    for (int i = 0; i < 8; i++)
        out[i].count = 1;
    for (int i = 4; i < 8; i += i == 5 ? 2 : 1) {   /* x, y and the family */
        out[i].lo[0] = 1;
        out[i].hi[0] = sizes[0];
        out[i].count = (size_t)sizes[0];
    }
    return 0;
}

static void line_defaults(void *self, size_t k, eqr_real *out, size_t count)
{
    (void)self;
    (void)count;
    *out = k == 0 ? 1 : (eqr_real)INFINITY;
}

static int line_spread(void *self, eqr_real *total)
{
    const line *l = self;
    eqr_real mean = 0;

    for (size_t k = 0; k < l->n; k++)
        mean += l->y[k] / (eqr_real)l->n;
    *total = 0;
    for (size_t k = 0; k < l->n; k++)
        *total += (l->y[k] - mean) * (l->y[k] - mean);
    return 0;
}


static int line_bind(void *self, const eqh_inputs *in, eqr_problem *p,
                     eqr_real *start)
{
    line *l = self;

    l->n = (size_t)in->sizes[0];
    l->x = in->data[0];
    l->y = in->data[1];
    l->scale = in->params[0][0];
    l->upper[0] = in->params[1][0];
    l->upper[1] = (eqr_real)INFINITY;
    l->lower[0] = l->lower[1] = -(eqr_real)INFINITY;
    p->version = EQR_VERSION;
    p->cls = EQR_CLASS_LEAST_SQUARES;
    p->flags = EQR_LINEAR;
    p->user = l;
    p->n = 2;
    p->lower = l->lower;
    p->upper = l->upper;
    p->residual.count = l->n;
    p->residual.width = 2;
    p->residual.structure = line_structure;
    p->residual.values = line_values;
    p->loss = line_loss;
    p->gradient = line_gradient;
    p->show.count = 1;
    p->show.width = 2;
    p->show.structure = line_show_structure;
    p->show.values = line_show;
    p->spread = line_spread;
    start[0] = 1;
    start[1] = 1;
    return 0;
}

static void line_close(void *self)
{
    ((line *)self)->closed++;
}

/* ---- four unknowns, rank 3 --------------------------------------------- */

static const eqr_real square_rows[4][4] = {
    {1, 1, 0, 0}, {0, 0, 1, -1}, {1, 0, 1, 0}, {0, 1, 0, -1}
};
static eqr_real square_right[4] = {9, 1, 8, 2};

static int square_structure(void *user, size_t lo, size_t hi, size_t *start,
                            size_t *col)
{
    size_t n = 0;

    (void)user;
    for (size_t k = lo; k < hi; k++) {
        start[k - lo] = n;
        for (size_t j = 0; j < 4; j++) {
            if (square_rows[k][j] > 0 || square_rows[k][j] < 0)
                col[n++] = j;
        }
    }
    start[hi - lo] = n;
    return 0;
}

static int square_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                         eqr_real *r, eqr_real *jac)
{
    size_t n = 0;

    (void)user;
    for (size_t k = lo; k < hi; k++) {
        eqr_real sum = -square_right[k];

        for (size_t j = 0; j < 4; j++) {
            sum += square_rows[k][j] * x[j];
            if (jac != NULL && (square_rows[k][j] > 0 || square_rows[k][j] < 0))
                jac[n++] = square_rows[k][j];
        }
        if (r != NULL)
            r[k - lo] = sum;
    }
    return 0;
}

static int square_magnitude(void *user, const eqr_real *x, size_t lo,
                            size_t hi, eqr_real *m)
{
    (void)user;
    for (size_t k = lo; k < hi; k++) {
        m[k - lo] = square_right[k] < 0 ? -square_right[k] : square_right[k];
        for (size_t j = 0; j < 4; j++) {
            eqr_real v = square_rows[k][j] * x[j];

            m[k - lo] += v < 0 ? -v : v;
        }
    }
    return 0;
}

/* unknown A, w[2..3], D */
static int square_shapes(void *self, const eqh_int *sizes, eqh_shape *out,
                         size_t *bad)
{
    (void)self;
    (void)sizes;
    (void)bad;
    memset(out, 0, 7 * sizeof *out);
    for (int i = 0; i < 7; i++)
        out[i].count = 1;
    out[1].lo[0] = 2;
    out[1].hi[0] = 3;
    out[1].count = 2;
    return 0;
}

static int square_bind(void *self, const eqh_inputs *in, eqr_problem *p,
                       eqr_real *start)
{
    (void)self;
    (void)in;
    p->version = EQR_VERSION;
    p->cls = EQR_CLASS_SYSTEM;
    p->flags = EQR_LINEAR;
    p->n = 4;
    p->residual.count = 4;
    p->residual.width = 2;
    p->residual.structure = square_structure;
    p->residual.values = square_values;
    p->magnitude = square_magnitude;
    for (size_t k = 0; k < 4; k++)
        start[k] = 1;
    return 0;
}

/* ---- a fit that ends nowhere ------------------------------------------- */

/*
 * Two rows whose values are noise and whose slopes are 1; a SIGINT comes where
 * a is near `interrupt_at`.
 */
static eqr_real rough_interrupt_at;

static int rough_structure(void *user, size_t lo, size_t hi, size_t *start,
                           size_t *col)
{
    (void)user;
    for (size_t k = lo; k <= hi; k++)
        start[k - lo] = k - lo;
    for (size_t k = lo; k < hi; k++)
        col[k - lo] = 0;
    return 0;
}

static int rough_values(void *user, const eqr_real *x, size_t lo, size_t hi,
                        eqr_real *r, eqr_real *jac)
{
    (void)user;
    if (rough_interrupt_at > 0 &&
        fabs((double)(x[0] - rough_interrupt_at)) < 1.0) {
        rough_interrupt_at = 0;
        raise(SIGINT);
    }
    for (size_t k = lo; k < hi; k++) {
        if (r != NULL)
            r[k - lo] = (eqr_real)(2.0 + sin(1e9 * (double)x[0] + (double)k));
        if (jac != NULL)
            jac[k - lo] = 1;
    }
    return 0;
}

static int rough_gradient(void *user, const eqr_real *x, eqr_real *f,
                          eqr_real *g)
{
    eqr_real r[2];

    rough_values(user, x, 0, 2, r, NULL);
    if (f != NULL)
        *f = r[0] * r[0] + r[1] * r[1];
    if (g != NULL)
        *g = 2 * (r[0] + r[1]);
    return 0;
}

static int rough_loss(void *user, const eqr_real *x, eqr_real *f)
{
    return rough_gradient(user, x, f, NULL);
}

static int rough_shapes(void *self, const eqh_int *sizes, eqh_shape *out,
                        size_t *bad)
{
    (void)self;
    (void)sizes;
    (void)bad;
    memset(out, 0, 3 * sizeof *out);
    out[0].count = out[1].count = out[2].count = 1;
    return 0;
}

static int rough_bind(void *self, const eqh_inputs *in, eqr_problem *p,
                      eqr_real *start)
{
    (void)self;
    (void)in;
    p->version = EQR_VERSION;
    p->cls = EQR_CLASS_LEAST_SQUARES;
    p->n = 1;
    p->residual.count = 2;
    p->residual.width = 1;
    p->residual.structure = rough_structure;
    p->residual.values = rough_values;
    p->loss = rough_loss;
    p->gradient = rough_gradient;
    start[0] = 100;
    return 0;
}

/* ---- an evaluation ----------------------------------------------------- */

/* param p[2, 2]; show 1/p[1,1] as inverse; */
static int value_of(void *user, const eqr_real *x, size_t lo, size_t hi,
                    eqr_real *r, eqr_real *jac)
{
    (void)x;
    (void)lo;
    (void)hi;
    (void)jac;
    *r = 1 / *(eqr_real *)user;
    return 0;
}

static int value_shapes(void *self, const eqh_int *sizes, eqh_shape *out,
                        size_t *bad)
{
    (void)self;
    (void)sizes;
    (void)bad;
    memset(out, 0, 2 * sizeof *out);
    out[0].lo[0] = out[0].lo[1] = 1;
    out[0].hi[0] = out[0].hi[1] = 2;
    out[0].count = 4;
    out[1].count = 1;
    return 0;
}

static void value_defaults(void *self, size_t k, eqr_real *out, size_t count)
{
    (void)self;
    (void)k;
    for (size_t i = 0; i < count; i++)
        out[i] = (eqr_real)NAN;
}

static int value_bind(void *self, const eqh_inputs *in, eqr_problem *p,
                      eqr_real *start)
{
    (void)start;
    *(eqr_real *)self = in->params[0][0];
    p->version = EQR_VERSION;
    p->cls = EQR_CLASS_EVALUATION;
    p->user = self;
    p->show.count = 1;
    p->show.values = value_of;
    return 0;
}

/* ---- the programs ------------------------------------------------------ */

static const eqr_solver *const solvers[] = {&eqr_linear, &eqr_lm, &eqr_sgd,
                                            NULL};
static eqr_real value_self;

static eqh_program line_program(void)
{
    static const char *const sizes[] = {"n"};
    static const char *const x[] = {"x"}, *const y[] = {"y"};
    static eqh_item unknowns[2], params[2], data[2], shows[1], family[1];
    eqh_program p;

    memset(&p, 0, sizeof p);
    unknowns[0].name = "a";
    unknowns[0].line = 3;
    unknowns[0].column = 9;
    unknowns[0].given = 1;
    unknowns[1].name = "b";
    unknowns[1].inferred = 1;
    params[0].name = "scale";
    params[1].name = "limit";
    data[0].name = "x";
    data[1].name = "y";
    data[0].file = data[1].file = "test_host_driver.csv";
    data[0].line = data[1].line = 2;
    data[0].column = 6;
    data[1].column = 12;
    data[0].rank = data[1].rank = 1;
    data[0].columns = x;
    data[1].columns = y;
    data[0].column_count = data[1].column_count = 1;
    shows[0].name = "zero";
    family[0].text = "y ~ scale*(a*x + b)";
    family[0].line = 4;
    family[0].rank = 1;
    p.file = "line.eq";
    p.folder = "";
    p.class_text = "least squares";
    p.size_names = sizes;
    p.size_count = 1;
    p.unknowns.items = unknowns;
    p.unknowns.count = 2;
    p.params.items = params;
    p.params.count = 2;
    p.data.items = data;
    p.data.count = 2;
    p.shows.items = shows;
    p.shows.count = 1;
    p.families.items = family;
    p.families.count = 1;
    p.solvers = solvers;
    p.solver = "lm";
    p.options = eqr_options_default();
    p.self = &line_self;
    p.shapes = line_shapes;
    p.defaults = line_defaults;
    p.bind = line_bind;
    p.close = line_close;
    return p;
}

static eqh_program square_program(void)
{
    static eqh_item unknowns[3], families[4];
    static const char *const texts[] = {"A + w[2] = 9", "w[3] - D = 1",
                                        "A + w[3] = 8", "w[2] - D = 2"};
    eqh_program p;

    memset(&p, 0, sizeof p);
    unknowns[0].name = "A";
    unknowns[1].name = "w";
    unknowns[1].rank = 1;
    unknowns[2].name = "D";
    for (int i = 0; i < 4; i++) {
        families[i].text = texts[i];
        families[i].line = i + 1;
        families[i].column = 1;
    }
    families[3].name = "last";
    p.file = "square.eq";
    p.folder = "";
    p.class_text = "linear system";
    p.unknowns.items = unknowns;
    p.unknowns.count = 3;
    p.families.items = families;
    p.families.count = 4;
    p.solvers = solvers;
    p.solver = "linear";
    p.options = eqr_options_default();
    p.shapes = square_shapes;
    p.bind = square_bind;
    return p;
}

static eqh_program rough_program(void)
{
    static eqh_item unknowns[1], families[2];
    eqh_program p;

    memset(&p, 0, sizeof p);
    unknowns[0].name = "a";
    unknowns[0].given = 1;
    p.file = "rough.eq";
    p.folder = "";
    p.class_text = "least squares";
    p.unknowns.items = unknowns;
    p.unknowns.count = 1;
    p.families.items = families;
    p.families.count = 2;
    p.solvers = solvers;
    p.solver = "lm";
    p.options = eqr_options_default();
    p.shapes = rough_shapes;
    p.bind = rough_bind;
    return p;
}

static eqh_program value_program(void)
{
    static eqh_item params[1], shows[1];
    eqh_program p;

    memset(&p, 0, sizeof p);
    params[0].name = "p";
    params[0].rank = 2;
    params[0].line = 1;
    params[0].column = 7;
    shows[0].name = "inverse";
    p.file = "value.eq";
    p.folder = "";
    p.class_text = "evaluation";
    p.params.items = params;
    p.params.count = 1;
    p.shows.items = shows;
    p.shows.count = 1;
    p.solvers = solvers;
    p.options = eqr_options_default();
    p.self = &value_self;
    p.shapes = value_shapes;
    p.defaults = value_defaults;
    p.bind = value_bind;
    return p;
}
