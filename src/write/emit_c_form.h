/*
 * emit_c_form.h -- how each step of a function is written: where it stands,
 * inside its user, or under a name.  Meaning is the plan's; this is only form.
 */
#ifndef EQC_EMIT_C_FORM_H
#define EQC_EMIT_C_FORM_H

#include "emit_c_alike.h"
#include "emit_c_own.h"

enum form {
    FORM_DEAD,               /* nobody uses it: not written */
    FORM_LEAF,               /* short: written wherever it is used */
    FORM_NESTED,             /* inside its only user */
    FORM_NAMED,              /* a local, or a slot of the work array */
    FORM_ACTION              /* a statement */
};

#define FORM_NONE UINT32_MAX

struct formed {
    uint8_t form;
    uint8_t cost;            /* of a LEAF; more than FORM_SHORT: none */
    bool opaque;             /* an integer that data decide */
    bool alive;              /* FOR, ROWS: something is written inside */
    bool written_first;      /* must be NAMED, whoever uses it */
    uint16_t depth, size;    /* of the text, when all of it is nested */
    uint32_t users, user;    /* how many, and the last one found */
    uint32_t loop;           /* the FOR or ROWS around it */
    uint32_t end;            /* of a FOR or ROWS: its END */
    uint32_t place;          /* step at which it is evaluated */
    uint32_t last;           /* last step at which its value is needed */
    uint32_t part;           /* of a function that is cut */
    uint32_t alike;          /* of a ROWS: 1 + the run it stands in, or 0 */
    uint32_t stores;         /* of a STORE: how many it stands for, or 0 */
    uint32_t slot;           /* in the work array; FORM_NONE: none */
    uint32_t name;           /* t1, a2: its number */
    uint32_t noted;          /* VAR: the last walk that came to it */
    uint32_t laned;          /* VAR: how many loops have lanes for it */
    Name hint;               /* v_NAME */
};

enum { FORM_SHORT = 2, FORM_DEEP = 20, FORM_LARGE = 40,
       FORM_PART = 250 };

struct forms {
    const struct emit *e;
    const struct step *steps;
    uint32_t n;
    struct step *own;        /* the steps, where not all of the plan's; or NULL */
    struct formed *at;
    bool *written;           /* per array: this function stores into it */
    uint32_t parts;
    VEC(struct alike) alike; /* runs of rows that are written as tables */
};

void forms_make(struct forms *f, const struct emit *e,
                const struct function *fn);
void forms_free(struct forms *f);
/* The steps whose values step s uses, VARs included; how many. */
unsigned forms_operands(const struct step *s, uint32_t out[3]);
/* Step k is now[k]: say so in s, of those that it names. */
void forms_renumber(struct step *s, const uint32_t *now);

/*
 * Stores of constants side by side in the starts, or in bounds: the first of a
 * long run stands for all (emit_c_stores.c).
 */
void stores_find(struct forms *f);

/* The first statement from step k on; n when there is none. */
uint32_t forms_first(const struct forms *f, uint32_t k);
/* Is step k a ROWS of one row, at a constant place? */
bool forms_fixed_row(const struct forms *f, uint32_t k, int64_t *at);

#endif
