/* emit_c_own.h -- what the parts of the C emitter share. */
#ifndef EQC_EMIT_C_OWN_H
#define EQC_EMIT_C_OWN_H

#include "../base/source.h"
#include "../data/model.h"
#include "emit_c.h"
#include "out.h"

/* The user's arrays of one home, in the order of their places. */
struct emit_group {
    VEC(uint32_t) arrays;
};

enum { EMIT_DIV, EMIT_MOD, EMIT_ROWS, EMIT_FAMILIES, EMIT_HELPERS };

/* A table of whole numbers or, as bits, of reals: emit_c_table.c. */
enum table_kind { TABLE_PLACES, TABLE_NUMBERS, TABLE_SHAPES };
struct emit_table {
    enum table_kind kind;
    const char *name;
    uint64_t hash;
    size_t n;
    const uint64_t *values;
};

struct emit {
    const struct plan *plan;
    const struct program *prog;
    const struct emit_options *opt;
    struct arena *arena;
    const char *prefix;
    const char *upper;       /* the prefix in capitals */
    const char *real;        /* "double" or "float" */
    const char *f;           /* "" or "f" */
    struct emit_group unknowns, params, data, tables;
    struct emit *wide;       /* for sensitivities: the problem with params as
                                unknowns; NULL: not asked for */
    bool is_wide;            /* it is that */
    const char **member;     /* per array: its name in a struct, or NULL */
    const char **show;       /* per show: its member's name */
    bool flat;               /* unknowns have sizes known at run time */
    bool flat_shows;
    bool fixed;              /* memory is constant: PREFIX_WORK_SIZE exists */
    bool analysed;           /* matrices may be sparse: known at set-up */
    bool start_memory;       /* start values need computed arrays */
    bool spare;              /* n reals beside: start values that others
                                need */
    bool has_bounds, has_statistics;
    bool no_jacobian;        /* of the residual: nobody would read it */
    bool directs;            /* n reals for the direction of jv and jvv */
    bool columns;            /* 2 n reals for the columns of a Hessian */
    size_t solver_bytes;     /* fixed: most that solver and statistics need */
    size_t cross;            /* reals that pass between parts of a function */
    struct name_map taken;   /* names of arrays and sizes */
    uint32_t *structure;     /* per family: its ROWS in STRUCTURE; or none */
    bool helpers[EMIT_HELPERS];  /* EMIT_DIV..: what the text calls */
    bool parts;              /* a function was cut */
    VEC(struct emit_table) row_tables;
    struct out tables_text;  /* theirs: before all functions */
    struct out places;       /* rows of the table of emit_c_places.c, ... */
    size_t place_count;
    bool failed;
};

/* The functions of a plan as C functions: emit_c_frame.c. */
void emit_functions(struct emit *e, struct out *o);
bool emit_has(const struct emit *e, enum plan_function f);
/* The C name behind the prefix: "residual_rows". */
const char *emit_function_name(enum plan_function f);

/* The name of the table with these values, which is written unless it is there
   already; its type. */
const char *emit_table(struct emit *e, enum table_kind kind,
                       const uint64_t *values, size_t n);
const char *emit_table_type(const struct emit *e, enum table_kind kind);
/* Does the plan's method take an option with that `whose`? emit_c_memory.c */
bool emit_takes(const struct emit *e, const char *whose);

/* Names, sizes and numbers: emit_c_names.c. */
void emit_layout(struct emit *e);
void emit_layout_free(struct emit *e);
bool emit_is_const(const struct emit *e, Expr size, int64_t *value);
/*
 * An integer expression of sizes, as C; %s of a size is `form` ("(ptrdiff_t)"
 * "d->%s").  Returns a string of the arena, bracketed where it must be for a
 * product.
 */
const char *emit_size(struct emit *e, Expr size, const char *form);
/* The shortest literal; negative ones are not bracketed. */
const char *emit_number(const struct emit *e, double v, char buf[40]);
/* Somewhere in buf. */
const char *emit_whole(uint64_t v, char buf[40]);
const char *emit_size_name(const struct emit *e, uint32_t size);
bool emit_array_const(const struct emit *e, uint32_t array, int64_t *count);
/*
 * The unknown that begins at this offset of x, or that has element `at` of it;
 * UINT32_MAX: none.  Only where unknowns have constant sizes (not `flat`).
 */
uint32_t emit_unknown_with(const struct emit *e, int64_t at, int64_t *first);
uint32_t emit_unknown_at(const struct emit *e, Expr offset);
/* "line 3", "shared.eq, line 3" of a place in the source; "" of nowhere. */
const char *emit_line(const struct emit *e, struct span at);
/* "line 3: A + B = 9" of a place in the source; nothing of nowhere. */
void emit_line_text(const struct emit *e, struct span at, struct out *text);
/* Without folders: generated text holds no path. */
const char *emit_file_name(const char *path);

/* Memory: emit_c_memory.c.  Bytes of the run struct, at most. */
size_t emit_run_bytes(const struct emit *e);
void emit_memory(struct emit *e);
/* Reals of memory beside the solver's, in the form of emit_size. */
const char *emit_reals(struct emit *e, const char *form);
/* The same where it is a constant; false: it is not. */
bool emit_reals_const(struct emit *e, int64_t *reals);

/* The sections of the files. */
/* What lets gcc make vectors of the libm functions that the text calls. */
void emit_vector_math(struct emit *e, const char *text, struct out *o);
void emit_header(struct emit *e, struct out *o);        /* emit_c_header.c */
void emit_status(struct emit *e, struct out *o);
void emit_types(struct emit *e, struct out *o);         /* emit_c_types.c */
void emit_macros(struct emit *e, struct out *o);        /* emit_c_macros.c */
void emit_tables(struct emit *e, struct out *o);        /* emit_c_tables.c */
void emit_state(struct emit *e, struct out *o);         /* emit_c_state.c */
void emit_helpers(struct emit *e, struct out *o);
void emit_bind(struct emit *e, struct out *o);
/* Lines of C, wrapped: $ is the prefix, ^ in capitals, @ the type of reals
   (emit_c_public.c). */
void emit_block(struct emit *e, struct out *o, const char *s);
void emit_second_glue(struct emit *e, struct out *o);   /* emit_c_second.c */
void emit_second_bind(struct emit *e, struct out *o);
/* "problem->NAME = PREFIX_FUNCTION;", where there is one (emit_c_state.c) */
void emit_field(struct emit *e, struct out *o, const char *name,
                const char *function);
const char *emit_as_size(struct emit *e, Expr size);
void emit_check(struct emit *e, struct out *o);         /* emit_c_check.c */
void emit_public(struct emit *e, struct out *o);        /* emit_c_public.c */
/* "&eqr_lm"; where the reals of the workspace are, in a solve. */
const char *emit_solver_name(const struct emit *e);
const char *emit_reals_at(struct emit *e);
const char *emit_solver_at(struct emit *e);      /* the solver's memory */
/* "void *work", or what set-up made ready; "it is not there"; "these inputs
   are refused". */
const char *emit_work_argument(struct emit *e);
const char *emit_no_work(const struct emit *e);
const char *emit_wrong(struct emit *e);
void emit_with_macros(struct emit *e, struct out *o);   /* emit_c_with.c */
void emit_with_prototypes(struct emit *e, struct out *o);
void emit_with_functions(struct emit *e, struct out *o);
/* Both open an #ifdef, which their caller closes (emit_c_explain.c). */
void emit_explain_types(struct emit *e, struct out *o);
void emit_explain_functions(struct emit *e, struct out *o);
/* Where a program says what went wrong where: emit_c_places.c.  The row of a
 * step's place, and its line; then the table and what looks it up. */
size_t emit_place(struct emit *e, const struct step *steps,
                  const struct step *s, struct span at);
void emit_places_type(struct emit *e, struct out *o);
void emit_places(struct emit *e, struct out *o);
/* The head of a function that evaluates at *u: m is bound, x the point. */
void emit_evaluator(struct emit *e, struct out *o, const char *name,
                    const char *outputs);
/* emit_c_wide.c: sensitivities; all but `prepare` do nothing without. */
void emit_wide_prepare(struct emit *e);
bool emit_wide_has(enum plan_function f);
void emit_wide_macros(struct emit *e, struct out *o);
void emit_wide_prototype(struct emit *e, struct out *o);
void emit_wide(struct emit *e, struct out *o);
/* What the header says: how many params there are, which, how much memory. */
const char *emit_wide_columns(struct emit *e);
const char *emit_wide_names(struct emit *e);
const char *emit_wide_bytes(struct emit *e);
/* The structs of unknowns, params and data, without their comments. */
void emit_wide_types(struct emit *e, struct out *o);
/* "EQR_CLASS_SYSTEM" (emit_c_state.c) */
const char *emit_class(const struct emit *e);
/* Are there rows that only set-up counts? */
bool emit_finds_rows(const struct emit *e);
void emit_setup(struct emit *e, struct out *o);         /* emit_c_setup.c */
/* How many sizes PREFIX_memory keeps. */
unsigned emit_sizes_kept(const struct emit *e);
/* After another bind: refuse what has another number of rows. */
void emit_found_again(struct emit *e, struct out *o, const char *code);
void emit_prototypes(struct emit *e, struct out *o);    /* emit_c_calls.c */
bool emit_start_values(struct emit *e, double *x, size_t n);

#endif
