/*
 * differential.h -- a program taken through the whole compiler and bound to
 * the interpreter, and everything it computes held against the oracle.
 */
#ifndef DIFFERENTIAL_H
#define DIFFERENTIAL_H

#include <stdbool.h>
#include <stdio.h>

struct subject;

/*
 * Compile and bind; data files are looked for beside the program.  NULL when
 * it does not compile or bind: the messages are on `log`.
 */
struct subject *subject_open(const char *path, FILE *log);
struct subject *subject_of_text(const char *name, const char *text,
                                FILE *log);
void subject_close(struct subject *s);

/*
 * Compare at the start and at `points` random points near it.  Returns how
 * many comparisons failed; the first few are described on `log`.
 */
size_t subject_check(struct subject *s, unsigned seed, unsigned points,
                     FILE *log);
/* How many numbers were compared, and how many of them were finite. */
size_t subject_compared(const struct subject *s);
size_t subject_finite(const struct subject *s);

/*
 * For the test of the test: every derivative that the interpreter returns is
 * multiplied by 1 + this.
 */
extern double differential_wrong;

/* Print what the interpreter computes at the points, in hexadecimal. */
void subject_print(struct subject *s, unsigned seed, unsigned points,
                   FILE *out);

/* Its C, for the shared runtime: STEM.c, STEM.h, STEM_main.c in a folder. */
bool subject_emit(struct subject *s, const char *folder);

#endif
