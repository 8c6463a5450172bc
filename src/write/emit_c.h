/*
 * emit_c.h -- a plan as C: PREFIX.c and PREFIX.h.
 *
 * The plan's steps are written in order; what they compute was decided
 * before.  The same plan and options give the same bytes.
 */
#ifndef EQC_EMIT_C_H
#define EQC_EMIT_C_H

#include <stdio.h>

#include "../data/plan.h"

/* A `const` of the user that the header exports, as PREFIX_NAME. */
struct emit_constant { Name name; double value; };

/* Public functions beyond start, solve, statistics: --with. */
enum emit_row {
#define WITH(tag, word, function, derivatives, outputs, body, text)           \
    EMIT_ROW_##tag,
#include "with.def"
#undef WITH
    EMIT_WITH_COUNT
};
enum emit_with {
#define WITH(tag, word, function, derivatives, outputs, body, text)           \
    EMIT_##tag = 1 << EMIT_ROW_##tag,
#include "with.def"
#undef WITH
};

/* Can C of the plan have that function? */
bool emit_offers(const struct plan *p, enum emit_row row);

struct emit_options {
    const char *prefix;      /* "fit"; see mangle_prefix */
    const char *header;      /* "fit.h": what the C file includes */
    const struct source *source;     /* for the banner and line comments */
    bool is_float;           /* --real=float */
    bool shared;             /* --runtime=shared: #include, do not paste */
    bool strict;             /* --fp=strict: no fused operations */
    unsigned with;           /* enum emit_with */
    bool places;             /* explain for a program: with the text of each
                                place (emit_c_places.c); with.. EXPLAIN, shared */
    const char *const *solvers;      /* names beside the plan's; NULL-ended, or
                                        NULL: none */
    const char *const *warnings;     /* that the file got; likewise */
    const struct emit_constant *constants;
    size_t constant_count;
    const struct plan *wide; /* the problem with params as unknowns, for
                                EMIT_SENSITIVITY; or NULL */
    bool widens;             /* emit_main: that problem is beside it, NAME_wide */
    bool widened;            /* emit_main: this is that, and no program */
};

/*
 * Write both files.  0; -1: writing failed; -2: a size expression is too deep
 * or a function of the runtime is missing (bugs, not the user's).
 */
int emit_c(const struct plan *p, const struct emit_options *o, FILE *c_out,
           FILE *h_out);

#endif
