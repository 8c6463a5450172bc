/*
 * exact.h -- the linear equations of a file, decided exactly.
 *
 * The literals are taken as the decimal numbers that they are, so 0.1 + 0.2
 * is 0.3, and what is found is proved.  What is not linear, or depends on
 * params or data, is left out: a contradiction among the rest is one of the
 * whole.
 */
#ifndef EQC_EXACT_H
#define EQC_EXACT_H

#include "../data/model.h"
#include "../math/rational.h"

enum { EXACT_INDICES = 4, EXACT_DIMS = 4 };

struct exact_term { uint32_t var; struct rational c; };

/* The sum of terms[first .. first + n) is `value`. */
struct exact_row {
    Ast equation;
    unsigned rank;               /* of the family around it */
    Name index[EXACT_INDICES];
    int64_t at[EXACT_INDICES];
    struct exact_term *terms;    /* by rising var */
    size_t n;
    struct rational value;
};

/* The elements of an unknown are the variables first, first + 1, ... */
struct exact_unknown {
    Name name;
    uint32_t symbol, first;
    unsigned rank;               /* 0 with count 0: of a size not known here */
    int64_t lo[EXACT_DIMS], count[EXACT_DIMS];
    bool known;
};

struct exact {
    const struct model *m;
    VEC(struct exact_unknown) unknowns;
    uint32_t vars;
    VEC(struct exact_row) rows;
    size_t left_out;             /* statements that are not exact and linear */
    bool complete;               /* all that must hold is in rows */
};

/* exact_rows.c */
void exact_read(struct exact *e, const struct model *m);
void exact_free(struct exact *e);
/* "A", "x[2]" */
void exact_name(const struct exact *e, uint32_t var, char *text, size_t size);

/* exact_solve.c */

/* Rows with factors: their sum has no variable left. */
struct exact_part { uint32_t row; struct whole factor; };
struct exact_proof {
    VEC(struct exact_part) parts;
    struct rational value;       /* gives 0 = value */
};

struct exact_answer {
    bool done;                   /* false: too large to be worth the time */
    struct exact_proof contradiction;    /* the shortest found; n 0: none */
    size_t contradictions;
    VEC(struct exact_proof) redundant;   /* the first few: value 0 */
    size_t redundancies;
    uint32_t rank;
    VEC(uint32_t) pivot;         /* per row: its variable, or UINT32_MAX */
};

/*
 * Gaussian elimination in the order of the text; `e` keeps the reduced rows,
 * fully reduced where `solve` is true and there is no contradiction.
 */
void exact_solve(struct exact *e, bool solve, struct exact_answer *a);
void exact_answer_free(struct exact_answer *a);

#endif
