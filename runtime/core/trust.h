/*
 * trust.h -- the trust-region frame that lm and newton share.
 *
 * The frame evaluates, judges a trial step by its gain, moves the radius and
 * keeps bounds by projection; `choose` picks the step; ends.c says when to end.
 * Internal.
 */
#ifndef EQR_TRUST_H
#define EQR_TRUST_H

#include "lsq.h"

/* When ends.c is asked: see its list. */
enum eqr_trust_when { EQR_END_POINT, EQR_END_TRIAL, EQR_END_REFUSED,
                      EQR_END_POLISH, EQR_END_STEP };

/* Where the model is; BEHIND: x is its full step, and was not looked at. */
enum eqr_trust_at { EQR_AT_X, EQR_AT_TRIAL, EQR_BEHIND, EQR_ELSEWHERE };

typedef struct eqr_trust {
    eqr_lsq q;               /* the linear model at run->x */
    eqr_real *d;             /* scale of each unknown: the step is |d p| */
    eqr_real *p;             /* the step chosen, then the one made */
    eqr_real *trial;
    eqr_real *full;          /* the full step chosen before, and the step */
    eqr_real *made;          /* made then: what accelerates this one */
    int known;               /* those two are there */
    unsigned char *separable;    /* per unknown: see varpro.c */
    int projects;            /* there are some */
    eqr_real delta;          /* the radius; 0 before the first step */
    int bold;                /* before it: try the full step first */
    eqr_real mu;             /* the damping last used */
    eqr_real before;         /* q.along before the last step */
    eqr_real cost;           /* at run->x */
    eqr_real worst;          /* excess of its worst equation there */
    eqr_real sse;            /* at run->x, rows unscaled */
    eqr_real trial_sse;
    int whole;               /* t->p is the full step, and kept as it is: */
    eqr_real length;         /* |d p| */
    eqr_real expected;       /* the gain foretold for the trial; 0: it is x */
    int at;                  /* enum eqr_trust_at: where the model is */
    int eager;               /* the last step went as foretold */
    int patient;             /* full steps have led nowhere near the end */
    int saddles;             /* left so far */
    eqr_real tol;            /* as given; 0: as tight as can be */
    size_t limit;            /* steps */
    void (*choose)(struct eqr_trust *t);     /* p, mu, whole, length */
} eqr_trust;

EQR_API void eqr_trust_take(eqr_trust *t, const eqr_problem *p,
                            eqr_arena *a);
/* Evaluate at run->x and start afresh. */
EQR_API int eqr_trust_init(eqr_trust *t, eqr_run *run);
EQR_API int eqr_trust_step(eqr_trust *t, eqr_run *run);
/* Evaluate the trial: its gain in cost; not finite: a loss beyond any cost. */
EQR_API int eqr_trust_try(eqr_trust *t, eqr_run *run, eqr_real *gain);
/* The same, and take the model there: a trial that is likely to be kept. */
EQR_API int eqr_trust_look(eqr_trust *t, eqr_run *run, eqr_real *gain);
/* Move to the trial; a Jacobian that is not finite there takes us back. */
EQR_API int eqr_trust_accept(eqr_trust *t, eqr_run *run);
/* The model at run->x again. */
EQR_API int eqr_trust_back(eqr_trust *t, eqr_run *run);
/* x, where the model is, is the current point. */
EQR_API void eqr_trust_arrive(eqr_trust *t, eqr_run *run, const eqr_real *x);
/* The trial by t->p, inside its bounds; 0 where that is run->x. */
EQR_API int eqr_trust_moves(eqr_trust *t, const eqr_run *run);
/* The full step in t->p, by the one before it. */
EQR_API void eqr_trust_accelerate(eqr_trust *t);
/* ends.c: EQR_GO_ON, EQR_ENDED at the best point, or a status. */
EQR_API int eqr_trust_end(int when, eqr_trust *t, eqr_run *run);

/* varpro.c: memory; which unknowns, and the first projection. */
EQR_API void eqr_varpro_take(eqr_trust *t, const eqr_problem *p,
                             eqr_arena *a);
EQR_API int eqr_varpro_init(eqr_trust *t, eqr_run *run);
/* t->d of the projected unknowns: a step in them has no length. */
EQR_API void eqr_varpro_scale(eqr_trust *t);
/* As eqr_trust_look; a trial that gains less than `enough` is projected. */
EQR_API int eqr_varpro_look(eqr_trust *t, eqr_run *run, eqr_real enough,
                            eqr_real *gain);

/* The step of Levenberg and Marquardt with |d p| about t->delta (lm.c). */
EQR_API void eqr_lm_choose(eqr_trust *t);

#endif
