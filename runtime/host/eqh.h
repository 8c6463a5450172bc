/*
 * eqh.h -- running a problem on a hosted machine: data files, options,
 * report.  `eqc run` (on the interpreter) and every solver program that
 * `eqc build` makes print through this one driver; they differ only in who
 * fills struct eqh_program.  malloc and stdio allowed; nothing of src/ is used.
 */
#ifndef EQH_H
#define EQH_H

#include <stdio.h>

#include "../core/eqr.h"

#define EQH_RANK 8     /* most dimensions of an array; limits.def has the cap */

typedef long long eqh_int;

/* One named quantity of the problem, or one family of equations. */
typedef struct eqh_item {
    const char *name;    /* as in the source; families: the label, or NULL */
    const char *text;    /* families: the source text, "A + B = 9" */
    int line;            /* in the .eq file, from 1 */
    int column;
    int rank;            /* number of dimensions; 0: a number */
    int given;           /* unknowns: a start was given; params: a default */
    int inferred;        /* unknowns: not declared */
    int is_integer;      /* data: whole numbers only, from..to of the shape */
    int greatest;        /* ... and 1 + the size symbol that is the greatest of
                            them; 0: none is */
    const char *file;    /* data read from a file: its name; NULL: not read */
    const char *const *columns;  /* headers of its columns, in order; NULL with
                            a file: all columns of the file */
    int column_count;
    int size[EQH_RANK];  /* data: size symbol of each dimension that reading
                            binds (index into size_names), or -1: extent is
                            fixed and must agree */
    int is_increasing;   /* data and params: each value above the one before */
    int skips_missing;   /* data from a file: rows without a value are left out */
} eqh_item;

/* Extents of one item once the sizes are known: lo..hi in each dimension. */
typedef struct eqh_shape {
    eqh_int lo[EQH_RANK];
    eqh_int hi[EQH_RANK];
    size_t count;        /* product of the extents; 1 for a number */
    eqh_int from, to;    /* integer data: the range of the values */
} eqh_shape;

typedef struct eqh_list {
    const eqh_item *items;
    size_t count;
} eqh_list;

/* Values of all items of a list, item after item, row-major. */
typedef struct eqh_inputs {
    const eqh_int *sizes;           /* by size symbol; -1: no file binds it */
    const eqr_real *const *params;  /* by param */
    const eqr_real *const *data;    /* by data item; NULL: not from a file */
} eqh_inputs;

typedef struct eqh_program {
    const char *file;            /* "fit.eq", as shown to people */
    const char *folder;          /* where relative data paths start; "": here */
    const char *class_text;      /* "linear system", "least squares", ... */
    const char *const *size_names;
    size_t size_count;
    eqh_list unknowns, params, data, shows, families, constraints;
    const eqr_solver *const *solvers;   /* NULL-terminated: those linked in */
    const char *solver;          /* the one chosen */
    int named;                   /* the file says which */
    int search;                  /* enum eqr_search_kind */
    int batches;                 /* has the rows for mini-batches */
    eqr_options options;         /* from `solve with` */
    int maximise;                /* report -loss */
    const char *kink;            /* "abs in line 3": the first function of
                                    unknowns with a corner; NULL: none has */
    const char *const *warnings; /* what eqc said of the file: for the JSON;
                                    NULL-terminated, or NULL */
    void *self;
    /* Fill shapes of unknowns, params, data, shows, families, constraints,
     * in this order.
     * Returns 0, or a negative status when an extent is negative or overflows;
     * *bad is then the item's place in that order.  Families and
     * constraints come in the order of their rows. */
    int (*shapes)(void *self, const eqh_int *sizes, eqh_shape *out,
                  size_t *bad);
    /* After bind: shapes of families and constraints, where only params and
     * data say how many rows there are; NULL: shapes knew them. */
    void (*found)(void *self, eqh_shape *out);
    /* Default values of param k into out (NaN: none). */
    void (*defaults)(void *self, size_t k, eqr_real *out, size_t count);
    /* Make *p ready to solve and fill start, lower, upper (n values each;
     * p->lower, p->upper point to storage of self).  0 or a negative status.
     * A sweep calls it again, with other params. */
    int (*bind)(void *self, const eqh_inputs *in, eqr_problem *p,
                eqr_real *start);
    /* Say where the value went wrong at x: operator, operands, source line.
     * Prints one located message to out; 0: nothing is wrong there. */
    int (*explain)(void *self, const eqr_real *x, FILE *out);
    /* Called once, last, whatever happened; may be NULL. */
    void (*close)(void *self);
    /* After bind refused: one located message to out; 0: nothing to say.  May
     * be NULL. */
    int (*refused)(void *self, FILE *out);
    /* Fill *out with the same problem, params as unknowns, named alike, and
     * first among its results the bounds that params decide: "x.lower".
     * Params that cannot be unknowns stay params.  0 or -1.  May be NULL. */
    int (*widen)(void *wide_of, struct eqh_program *out);
    void *wide_of;
} eqh_program;

/* How a fault's operation is written: log(-2), pow(a, b), -a, 1/0, a + b; an
 * element, a name; outside a table; another value. */
enum eqh_form { EQH_CALL, EQH_CALL_TWO, EQH_PREFIX, EQH_TIGHT, EQH_SPACED,
                EQH_ELEMENT, EQH_SOME_ELEMENT, EQH_NAME, EQH_TABLE, EQH_VALUE };

/* Where generated C found a value to go wrong, for eqh_say_fault. */
typedef struct eqh_fault {
    int line, column, form;
    long first;              /* of an element: the array's first index */
    const char *what;        /* operator or array */
    const char *excerpt;     /* the line of the source, with a caret */
    const char *help;        /* "" : none */
    double operand[2], value;
    long row;                /* from 0; -1: none */
    int derivative;
    const char *const *names;        /* unknowns to be shown, NULL-ended ... */
    const double *values;            /* ... and where they are */
} eqh_fault;

/* As `eqc run` says it; returns 1. */
int eqh_say_fault(const char *file, const eqh_fault *f, FILE *out);

/*
 * The whole driver: reads options from argv (--set --data --start --solver
 * --trace --json ...), reads the data, solves, reports.  Returns the exit
 * code.  argv[0] is the program's name; the caller has removed its own options.
 */
int eqh_main(const eqh_program *p, int argc, char **argv);

#endif
