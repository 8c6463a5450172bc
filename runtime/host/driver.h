/*
 * driver.h -- one run of a solver program, shared by the parts of the driver:
 * prepare.c before a solve, driver.c around it, outcome.c after it.  Functions
 * that return int give 0, or the exit code after a message.
 */
#ifndef EQH_DRIVER_H
#define EQH_DRIVER_H

#include <time.h>

#include "eqh.h"
#include "inputs.h"
#include "options.h"
#include "report.h"

enum { DRIVER_WRONG = 1, DRIVER_USAGE = 2, DRIVER_BUG = 70 };

typedef struct eqh_driver {
    const eqh_program *program;
    eqh_args args;
    eqh_loaded in;
    eqr_problem problem;
    eqr_real *start, *x, *show, *constraint;
    char *start_given, *projected;   /* by unknown, for the report */
    unsigned char *vary;             /* by value: starts may be tried */
    eqr_search search;
    void *work, *statistics_work, *analysis;
    size_t work_size, statistics_size, analysis_size;
    eqh_steps steps;
    struct timespec begun;           /* the solve at hand */
    eqr_result result;
    eqr_statistics_result statistics;
    eqh_outcome outcome;
    eqh_wide wide;
} eqh_driver;

/* Give the params their values: defaults and --set; then one of a sweep. */
int eqh_driver_params(eqh_driver *d);
int eqh_driver_sweep_param(eqh_driver *d, size_t k);
/* Every param must have a value by now. */
int eqh_driver_check_params(const eqh_driver *d);
/* Say why bind refused; returns the exit code. */
int eqh_driver_refused(const eqh_driver *d, int code);
/* Something must be asked of the unknowns. */
int eqh_driver_rows(const eqh_driver *d);
/* empty.c: say which statements ask nothing; the start is known. */
void eqh_driver_empty(const eqh_driver *d);
/* Is there a loss that no unknown changes? */
int eqh_driver_flat(const eqh_driver *d);
/* Apply --start to what bind gave, and hold it against the bounds. */
int eqh_driver_start(eqh_driver *d);

/* Make *block hold at least `bytes`; 0 bytes are an overflow. */
int eqh_driver_room(const eqh_driver *d, void **block, size_t *size,
                    size_t bytes);
int eqh_driver_no_memory(const eqh_driver *d, size_t bytes);

/* Which search (enum eqr_search_kind) is to be made; warm: the start is the
 * end of another solve.  Then that search, in place of one solve. */
int eqh_driver_search_kind(eqh_driver *d, int warm);
int eqh_driver_search(eqh_driver *d, int kind, const eqr_options *options);
/* Is what one solve has found no answer, and others quickly made?  Then they
 * are: from the starts of starts.def, all unknowns by the start given. */
int eqh_driver_ends_nowhere(const eqh_driver *d);
int eqh_driver_again(eqh_driver *d, const eqr_options *options);
/* May a small problem with bounds or constraints have a lower minimum?  Then
 * the same starts are tried, and the lowest is the answer. */
int eqh_driver_may_be_lower(const eqh_driver *d);
int eqh_driver_lower(eqh_driver *d, const eqr_options *options);

/* Fill in what the outcome says beyond the result of the solver. */
void eqh_driver_statistics(eqh_driver *d);
void eqh_driver_r_squared(eqh_driver *d);
void eqh_driver_show(eqh_driver *d);
void eqh_driver_constraints(eqh_driver *d);
/* widen.c: sensitivities, where they are asked for. */
void eqh_driver_sensitivity(eqh_driver *d);
void eqh_wide_free(eqh_wide *w);
/* Say on standard error what went wrong, where the verdict cannot. */
void eqh_driver_explain(const eqh_driver *d);

#endif
