/*
 * calls.h -- the functions of a generated header as ones over vectors, so that
 * calls.c can judge those of every problem alike.
 */
#ifndef CALLS_H
#define CALLS_H

#include <stddef.h>

/* What is not there is NULL. */
struct calls {
    const char *name;
    size_t n, rows, constraints, entries, hessian_count, jtj_count;
    int (*residual)(const double *x, double *r);
    int (*gradient)(const double *x, double *f, double *g);
    int (*jacobian)(const double *x, double *r, size_t *start, size_t *col,
                    double *value);
    int (*jv)(const double *x, const double *v, double *out);
    int (*vj)(const double *x, const double *w, double *out);
    int (*fvv)(const double *x, const double *v, double *out);
    int (*hv)(const double *x, double objective, const double *multiplier,
              const double *v, double *out);
    int (*hessian)(const double *x, double objective, const double *multiplier,
                   size_t *row, size_t *col, double *value);
    int (*jtj)(const double *x, double *f, size_t *row, size_t *col,
               double *value, double *jtr);
    /* By hand: the gradients of constraints, row by row, and the robust
       weight of a row; NULL: there are none, it is 1. */
    void (*constraint)(const double *x, double *gradients);
    double (*weight)(double r);
};

/* The problems; calls.c has the points. */
void fit_calls(struct calls *c);
void chain_calls(struct calls *c);
void grid_calls(struct calls *c);
void orbit_calls(struct calls *c);
void runs_calls(struct calls *c);

/* Casts between vectors and the unknowns of P. */
#define IN(P, x) ((const P##_unknowns *)(const void *)(x))
#define TO(P, x) ((P##_unknowns *)(void *)(x))

/* P's functions of rows; ARGS: params, data, memory. */
#define CALLS_OF_ROWS(P, ARGS)                                                \
    static int residual(const double *x, double *r)                           \
    {                                                                         \
        return P##_residual(IN(P, x), ARGS, r);                               \
    }                                                                         \
    static int jacobian(const double *x, double *r, size_t *start,            \
                        size_t *col, double *value)                           \
    {                                                                         \
        return P##_jacobian(IN(P, x), ARGS, r, start, col, value);            \
    }                                                                         \
    static int jv(const double *x, const double *v, double *out)              \
    {                                                                         \
        return P##_jv(IN(P, x), ARGS, IN(P, v), out);                         \
    }                                                                         \
    static int vj(const double *x, const double *w, double *out)              \
    {                                                                         \
        return P##_vj(IN(P, x), ARGS, w, TO(P, out));                         \
    }                                                                         \
    static int fvv(const double *x, const double *v, double *out)             \
    {                                                                         \
        return P##_fvv(IN(P, x), ARGS, IN(P, v), out);                        \
    }                                                                         \
    static int jtj(const double *x, double *f, size_t *row, size_t *col,      \
                   double *value, double *jtr)                                \
    {                                                                         \
        return P##_jtj(IN(P, x), ARGS, f, row, col, value, TO(P, jtr));       \
    }                                                                         \
    static void take_rows(struct calls *c)                                    \
    {                                                                         \
        c->residual = residual;                                               \
        c->jacobian = jacobian;                                               \
        c->jv = jv;                                                           \
        c->vj = vj;                                                           \
        c->fvv = fvv;                                                         \
        c->jtj = jtj;                                                         \
    }

/* GIVEN: the factors of a Lagrangian, where P has constraints. */
#define CALLS_OF_LOSS(P, ARGS, GIVEN)                                         \
    static int gradient(const double *x, double *f, double *g)                \
    {                                                                         \
        return P##_gradient(IN(P, x), ARGS, f, TO(P, g));                     \
    }                                                                         \
    static int hv(const double *x, double objective,                          \
                  const double *multiplier, const double *v, double *out)     \
    {                                                                         \
        (void)objective;                                                      \
        (void)multiplier;                                                     \
        return P##_hv(IN(P, x), ARGS, GIVEN IN(P, v), TO(P, out));            \
    }                                                                         \
    static int hessian(const double *x, double objective,                     \
                       const double *multiplier, size_t *row, size_t *col,    \
                       double *value)                                         \
    {                                                                         \
        (void)objective;                                                      \
        (void)multiplier;                                                     \
        return P##_hessian(IN(P, x), ARGS, GIVEN row, col, value);            \
    }                                                                         \
    static void take_loss(struct calls *c)                                    \
    {                                                                         \
        c->gradient = gradient;                                               \
        c->hv = hv;                                                           \
        c->hessian = hessian;                                                 \
    }
#define FACTORS objective, multiplier,
#define NO_FACTORS

#endif
