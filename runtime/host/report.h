/*
 * report.h -- what came out, for people (report.c) and for programs
 * (reportjson.c): for the driver.  Both only read; nothing is computed here
 * but the residuals of equations that do not hold.
 */
#ifndef EQH_REPORT_H
#define EQH_REPORT_H

#include <stdio.h>

#include "../core/search.h"
#include "../core/sensitivity.h"
#include "../core/statistics.h"
#include "eqh.h"
#include "json.h"
#include "options.h"
#include "steps.h"

/* The solved problem with params as unknowns, and what came of it. */
typedef struct eqh_wide {
    eqh_program program;
    eqh_shape *shapes;               /* of its items, in the order of eqh.h */
    eqr_problem problem;
    char *smooth;                    /* by param: it is an unknown there */
    size_t param_count;              /* values of those params */
    eqr_real *x;                     /* by unknown of the wide problem ... */
    size_t *to;                      /* ... see eqr_wide */
    size_t *bound;
    void *work;
    eqr_sensitivities found;
} eqh_wide;

/* One solve and all that is known about it. */
typedef struct eqh_outcome {
    const eqh_program *program;
    const eqh_args *args;
    const eqh_shape *unknowns, *shows, *families, *constraints;  /* per item */
    const eqr_problem *problem;
    const eqr_real *start, *x;
    const char *start_given;         /* one flag per unknown of the list */
    const char *projected;           /* ... those that lm solves for, as
                                        linear ones, wherever the others are */
    const eqr_result *result;
    const eqr_search *search;        /* NULL: there was one solve */
    int given;                       /* how the start given ended, where
                                        others were tried then; else 0 */
    double given_loss;               /* ... and in which loss, where it ended
                                        well and another in a lower one */
    const eqh_steps *steps;
    int exit;
    const eqr_real *show;            /* NULL: not known */
    size_t odd_show;                 /* 1 + the first of them that is no number;
                                        0: none */
    const eqr_statistics_result *statistics;         /* NULL: no meaning */
    int has_errors;                  /* the standard errors have a meaning */
    int stays;                       /* what is free to first order may move a
                                        little, each alone: no row changes */
    double reach;                    /* of an interval, in standard errors */
    double r_squared;                /* NaN: no meaning */
    double seconds;
    double swept;                    /* the value of the swept param */
    const eqr_real *constraint;      /* rows, left - right; NULL: not known */
    const char *warning;             /* or NULL */
    const eqh_shape *params;         /* per item */
    const eqr_real *const *param_values;
    const eqh_wide *wide;            /* sensitivities; NULL: not asked for */
} eqh_outcome;

void eqh_report_text(const eqh_outcome *o, FILE *out);
void eqh_report_json(const eqh_outcome *o, FILE *out);

/* A sweep: one line for each value, below a line of titles. */
void eqh_report_titles(const eqh_outcome *o, FILE *out);
void eqh_report_line(const eqh_outcome *o, FILE *out);

/* The loss as the user wrote it: of a maximum, with its sign. */
double eqh_report_loss(const eqh_outcome *o);

/* "T[2,3]": element k of an item. */
void eqh_print_element(FILE *out, const eqh_item *item, const eqh_shape *shape,
                       size_t k);
/* Writes that to text, cut at room; returns its length. */
size_t eqh_element_text(const eqh_item *item, const eqh_shape *shape, size_t k,
                        char *text, size_t room);
/* The same of unknown k of all. */
void eqh_print_unknown(const eqh_outcome *o, size_t k, FILE *out);
/* The element of a list of items that value k belongs to. */
size_t eqh_find_element(const eqh_list *list, const eqh_shape *shapes,
                        size_t *k);

/* worst.c: the equations, and the constraints, farthest from holding. */
void eqh_report_worst(const eqh_outcome *o, FILE *out);
/* fight.c: of a system without a root, by row: how much it contradicts others
 * at this point, to first order, 0 where it does not; NULL where the rows do
 * not contradict each other there.  To be freed. */
double *eqh_fight(const eqh_outcome *o);
/* fewest.c: by row, whether an equation is in a set of which no root was found,
 * while all but any one of it have one; fight: as above.  NULL: none was found.
 * To be freed. */
char *eqh_fewest(const eqh_outcome *o, const double *fight);
/* smallest.c: by row, whether a constraint is in a set that contradicts itself,
 * and does not without any one of them; NULL: none was found.  To be freed. */
char *eqh_smallest(const eqh_outcome *o);
/* "fit.eq:4: need[2]: x + y >= 4", of a family's element k. */
void eqh_print_row(const eqh_outcome *o, const eqh_item *item,
                   const eqh_shape *shape, size_t k, FILE *out);

/* active.c: which constraints and bounds decide, and by how much. */
void eqh_report_active(const eqh_outcome *o, FILE *out);
/* "held by bounds: x at its upper bound 3, ..." */
void eqh_report_held(const eqh_outcome *o, FILE *out);
void eqh_report_constraints_json(const eqh_outcome *o, eqh_json *j);

/* "T[2,3]" of unknown k, as a key. */
void eqh_json_unknown(eqh_json *j, const eqh_outcome *o, size_t k);
/* advice.c: what the last steps did, and what may help. */
void eqh_report_advice(const eqh_outcome *o, FILE *out);

/* The values of one item, nested as its dimensions are. */
void eqh_json_values(eqh_json *j, const eqh_item *item,
                     const eqh_shape *shape, const eqr_real *values);
/* correlations.c: which unknowns of a fit the data tell apart badly. */
void eqh_report_correlations(const eqh_outcome *o, FILE *out);
void eqh_report_correlations_json(const eqh_outcome *o, eqh_json *j);
/* "key": {"a": 1.0, "w": [1.0, 2.0]}; nothing where values is NULL. */
void eqh_json_items(eqh_json *j, const char *key, const eqh_list *list,
                    const eqh_shape *shapes, const eqr_real *values);

/* several.c: the starts that were tried, and the answers. */
void eqh_report_search(const eqh_outcome *o, FILE *out);
void eqh_report_search_json(const eqh_outcome *o, eqh_json *j);

/* sensitivity.c: what the answer changes by with the params. */
void eqh_report_sensitivity(const eqh_outcome *o, FILE *out);
void eqh_report_sensitivity_json(const eqh_outcome *o, eqh_json *j);
/* free.c: the directions that the equations leave free. */
void eqh_report_free(const eqh_outcome *o, FILE *out);
/* In which unknowns the loss of a fit is level, though its rows move. */
void eqh_report_level(const eqh_outcome *o, FILE *out);

#endif
