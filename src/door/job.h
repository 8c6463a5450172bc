/* job.h -- one compilation, as the commands see it. */
#ifndef EQC_JOB_H
#define EQC_JOB_H

#include "../base/arena.h"
#include "../base/diag.h"
#include "../data/model.h"
#include "../data/plan.h"
#include "../plan/findings.h"
#include "options.h"

struct job {
    struct arena *arena;
    struct options *options;
    const char *path;        /* as given */
    bool explains;           /* nothing is solved */
    bool later;              /* messages for programs: all at the end */
    bool reports;            /* the command prints the messages, not
                                job_compile */
    bool only_plan;          /* the command needs neither tree nor model, and
                                of the program what the plan has */
    bool structural;         /* the pattern says what is free, or too much */
    unsigned asked;          /* enum derive_want: beside what the solver needs */
    enum finding finding;    /* of the linear equations */
    FILE *out;               /* for --stage; NULL: standard output */
    struct source *source;
    struct names *names;
    struct diag *diag;
    struct ast *ast;
    struct model *model;
    struct program *program, *derived;
    struct plan *plan;
    struct wide_job {        /* with params as unknowns; NULL: not asked for */
        struct program *program, *derived;
        struct plan *plan;
    } wide;
};

enum { EXIT_DONE = 0, EXIT_ERRORS = 1, EXIT_USAGE = 2,
       EXIT_CONTRADICTION = 4, EXIT_NO_CC = 6,
       EXIT_BUG = 70 };

/* main.c: text to plan, one stage after the other; prints the messages.
 * 0, or the exit code. */
int job_compile(struct job *j);
/* Print what is in diag to standard error. */
void job_print(const struct job *j);
/* The same; false where there are errors, or warnings that count as such. */
bool job_report(struct job *j);
bool job_fine(const struct job *j);
/* How messages are written. */
enum diag_form job_form(const struct job *j);
/* The texts of the warnings, NULL-ended. */
const char *const *job_warnings(const struct job *j);

/* One command each; they return the exit code. */
int command_run(struct job *j);
int command_build(struct job *j);
int command_emit(struct job *j);
int command_check(struct job *j);
int command_diff(struct job *j);
int command_verify(struct job *j);

#endif
