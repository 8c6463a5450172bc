/*
 * diag.h -- errors and warnings: collected, sorted by position, rendered with
 * the line and a caret.  One root cause, one message: a span that already has
 * an error gets no second one.
 */
#ifndef EQC_DIAG_H
#define EQC_DIAG_H

#include <stdbool.h>
#include <stdio.h>

#include "source.h"

struct arena;

enum diag_level { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE, DIAG_INFO };

/* How a finding is known: from the text alone, with the data at hand, or by a
 * rule that may be wrong. */
enum diag_tag { DIAG_PLAIN, DIAG_PROVED, DIAG_NUMERICAL, DIAG_HEURISTIC };

struct diag;

struct diag *diag_make(struct arena *a, const struct source *src);

/*
 * Report `code` ("E0201") at a place.  The message says what is wrong in the
 * user's words.  Returns the message's number, for diag_help and diag_note
 * (which ignore -1: the same code was already said at this place, or there
 * are too many messages).  The code must live as long as the diag.
 */
int diag_add(struct diag *d, const char *code, struct span at,
             const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/* The same at a place in another file: where line is 0, the file as a whole. */
int diag_add_elsewhere(struct diag *d, const char *code, struct place at,
                       const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void diag_tag(struct diag *d, int m, enum diag_tag tag);
/* "help: ...": what would be right.  `m` from diag_add. */
void diag_help(struct diag *d, int m, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* "note: ..." with a second place (an empty span: none). */
void diag_note(struct diag *d, int m, struct span at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* All messages of `from` too, after those of d; `from` is not used again. */
void diag_append(struct diag *d, const struct diag *from);

size_t diag_errors(const struct diag *d);    /* how many errors so far */
size_t diag_warnings(const struct diag *d);
/* Print all, at most limit errors and then a count; colour when asked. */
void diag_print(const struct diag *d, FILE *out, bool colour);
/* The same for programs.  HUMAN is diag_print's. */
enum diag_form { DIAG_HUMAN, DIAG_SHORT, DIAG_JSON, DIAG_SARIF };
void diag_print_form(const struct diag *d, FILE *out, enum diag_form form);
/* Visit the warnings' texts, for the JSON result. */
const char *diag_warning_text(const struct diag *d, size_t k);

#endif
