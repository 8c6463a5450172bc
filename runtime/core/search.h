/*
 * search.h -- one solver from many starts: the answers it ends in, each once.
 *
 * The calls are those of eqr.h with a search before them:
 *     c = eqr_search_begin(&m, ...);
 *     while (c == EQR_GO_ON) c = eqr_search_advance(&m);
 *     status = eqr_search_finish(&m, c);
 * Then x and the result are those of answer 0, the best.  Where it is not the
 * last that was solved, it is solved again from its own start, which makes
 * the same steps: what hangs on a solve is that answer's.  Limits of the
 * options hold for each solve; only the one that is kept is traced.
 */
#ifndef EQR_SEARCH_H
#define EQR_SEARCH_H

#include "deflate.h"
#include "run.h"

enum eqr_search_kind {
    EQR_SEARCH_NONE,
    EQR_SEARCH_RULES,        /* those of starts.def, until one will do */
#define SEARCH(NAME, name, text) EQR_SEARCH_##NAME,
#include "searches.def"
#undef SEARCH
    EQR_SEARCHES
};

/* Answers kept and starts tried, where the options say nothing. */
enum { EQR_SEARCH_KEEP = 20, EQR_SEARCH_STARTS = 100,
       EQR_SEARCH_DEFLATED = 10 };

typedef struct eqr_answer {
    eqr_real *x;             /* n values */
    eqr_real *start;         /* from where the solver went there */
    int status;
    eqr_real loss;           /* as in eqr_result */
    size_t rank;
    size_t first;            /* number of that start, from 0 */
    size_t times;            /* starts that ended here */
} eqr_answer;

typedef struct eqr_search {
    eqr_run run;             /* the solve at hand */
    eqr_options options;     /* of the solves */
    const eqr_problem *problem;
    const eqr_solver *solver;
    const unsigned char *vary;   /* RULES: the unknowns without a start */
    eqr_real *own;           /* the start handed in */
    eqr_real *start;         /* of the solve at hand */
    eqr_real *ratio;         /* points.c: one per unknown */
    eqr_answer *answer;      /* the best first */
    size_t count, room;
    size_t dropped;          /* ends that were answers, but no room was left */
    eqr_answer stuck;        /* the best of those that are no answers */
    size_t at, most;         /* number of the start at hand; of all */
    size_t tried;            /* starts that were solved from */
    size_t used;             /* number of the start of what x is */
    int kind, code, again;
    int deflating;           /* the solve at hand is of the deflated system */
    eqr_deflation deflation;
    eqr_real *scale;         /* DEFLATION: n; and of each answer, its x */
    const eqr_real **root;
    void (*trace)(void *caller, size_t step, eqr_real loss,
                  const eqr_real *x, size_t n);
} eqr_search;

/* Bytes beside eqr_search itself, that of the solver with it; 0: overflow. */
EQR_API size_t eqr_search_size(int kind, const eqr_problem *p,
                               const eqr_solver *s, size_t room);
/* The arguments of eqr_begin; kind: enum eqr_search_kind; vary: n flags of
 * unknowns that RULES may move, or NULL: all; memory for `room` answers. */
EQR_API int eqr_search_begin(eqr_search *m, int kind, size_t room,
                             const unsigned char *vary, const eqr_problem *p,
                             const eqr_solver *s, const eqr_options *o,
                             eqr_real *x, void *memory, eqr_result *result);
EQR_API int eqr_search_advance(eqr_search *m);
EQR_API int eqr_search_finish(eqr_search *m, int claim);

/* points.c: point number k (0: the own start) into m->start; 0: there is
 * none, or it is the own start again. */
EQR_API void eqr_points_prepare(eqr_search *m);
EQR_API int eqr_points_take(eqr_search *m, size_t k);
/* How many points RULES has, and the name of the rule of point k. */
EQR_API size_t eqr_points_rules(void);
EQR_API const char *eqr_points_rule(size_t k);
/* The scale of unknown j. */
EQR_API eqr_real eqr_points_scale(const eqr_search *m, size_t j);

#endif
