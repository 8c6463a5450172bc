/* emit_c_body.h -- writing one function of a plan: shared by its two files. */
#ifndef EQC_EMIT_C_BODY_H
#define EQC_EMIT_C_BODY_H

#include "emit_c_form.h"

/* What a part of a function uses, and must therefore declare. */
struct body_uses {
    bool x;                  /* the vector itself, beside `unknowns` */
    bool state, params, data, unknowns, gradient, slots;
    bool start, lower, upper;
    bool *array;             /* of SETUP and POINT: v_NAME */
    VEC(uint32_t) arrays;    /* those */
    bool *size;
};

struct body {
    struct emit *e;
    enum plan_function which;
    struct forms f;
    struct body_uses uses;
    struct out code;         /* the statements of the part */
    struct out text;         /* one expression */
    uint32_t part;
    uint32_t names, sums;    /* t1, a1: how many so far */
    size_t line;             /* of the last comment, from 1 */
    uint32_t lanes;          /* the FOR whose blocks are written, or NONE */
    bool asked;              /* inside an "if (start) {" */
    bool unbraced;           /* inside an `if` without braces */
    uint32_t rows, rows_left;    /* cases of a switch; 0: outside */
    const struct alike *alike;   /* the run of rows that are alike */
    const struct alike_shape *shape;     /* its shape at hand, or NULL */
    bool braced;             /* its case */
    uint32_t family, entry;  /* of the ROWS: which, and Jacobian entries */
    uint32_t joined;         /* number of the FAMILY in its FAMILIES, or 0 */
    uint32_t beside;         /* the FAMILIES whose block is written, or NONE */
    unsigned pushed;         /* entries in its turn so far */
    bool *lines;             /* of the source: commented so far */
    struct name_map hints;   /* taken */
};

/* The scale of brackets: ops.def's precedence times ten, and C's. */
enum { BIND_ALL = 0, BIND_COND = 20, BIND_OR = 25, BIND_AND = 30,
       BIND_EQUAL = 35, BIND_LESS = 40, BIND_ADD = 50, BIND_MUL = 60,
       BIND_NEG = 70, BIND_CAST = 75, BIND_CALL = 90 };

/* Append the value of step k to b->text, bracketed where it binds less. */
void body_value(struct body *b, uint32_t k, unsigned bind);
/* The same, although the step has a name: what the name stands for. */
void body_meaning(struct body *b, uint32_t k, unsigned bind);
/* The element of an array at the offset of step `at`. */
void body_element(struct body *b, uint32_t array, uint32_t at);
/* The argument where a call brings, or takes away, an array. */
const char *body_brought(const struct emit *e, uint32_t array);
/* The part needs that array's local name. */
void body_uses_array(struct body *b, uint32_t array);
/* The local name of a SETUP or POINT array. */
void body_array_name(const struct emit *e, uint32_t array, struct out *to);
/* i, j, k, i4, ... of the loop at step `loop`. */
void body_index_name(const struct body *b, uint32_t loop, struct out *to);
/* The value of step k as text; valid until the next call. */
const char *body_text(struct body *b, uint32_t k, unsigned bind);
/* b->text, in the arena. */
char *body_copy(struct body *b);
/* The statement after step k. */
uint32_t body_following(const struct body *b, uint32_t k);
/* The source line of a place, the first time a function comes to it. */
void body_comment(struct body *b, struct span at);
/* The FOR or ROWS at step k, and the END at step k (emit_c_rows.c). */
void body_open(struct body *b, uint32_t k);
void body_close(struct body *b, uint32_t k);
/* The same for FAMILIES and FAMILY (emit_c_families.c). */
void body_open_families(struct body *b, uint32_t k);
void body_open_family(struct body *b, uint32_t k);
void body_close_families(struct body *b, uint32_t k);
/* In a block: the place of what is pushed; what follows is written again. */
const char *body_beside(struct body *b, unsigned stream);
/* Where the family at hand pushes to. */
const char *body_output(const struct body *b, unsigned stream);
/* A FOR with lanes: its blocks; what follows is written again (emit_c_lanes.c),
 * and the lanes are joined. */
void body_lanes_open(struct body *b, uint32_t k);
void body_lanes_close(struct body *b, uint32_t k);
/* The accumulator of an ACC in a block, in b->text. */
void body_lane(struct body *b, uint32_t var);
/* Open a row that stands for its shape; what varies is read from tables. */
void body_open_alike(struct body *b, uint32_t k, struct span at);
/* "x[at[0]]" or "c[0]", if step k varies over the rows of the shape. */
bool body_varies(struct body *b, uint32_t k);
/* The STORE at step k, where it stands for several (emit_c_stores.c). */
void body_stores(struct body *b, uint32_t k);
/* The column that step k counts. */
const char *body_column_text(struct body *b, uint32_t k, unsigned bind);
/* "for (...) {" over n rows from `at` on; index i counts them from 0. */
void body_over_rows(struct body *b, int64_t at, uint32_t n);
/* The unknown of an entry of a family's rows; NULL: not known. */
const char *body_column(struct body *b, uint32_t family, uint32_t entry);
/* Write step k where it is a statement of its own. */
void body_statement(struct body *b, uint32_t k);
/* The C name of an output stream; may it be NULL?  (emit_c_frame.c) */
const char *body_stream(const struct body *b, unsigned stream);
bool body_stream_null(const struct body *b, unsigned stream);

#endif
