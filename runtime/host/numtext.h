/*
 * numtext.h -- numbers to text and back, exactly, without the locale.  For the
 * data reader, the options and the report, and for the compiler's scanner and
 * emitters.  numread.c reads, numprint.c prints.  Integer arithmetic; no
 * allocation.  Assumes IEEE 754 binary32 and binary64.
 */
#ifndef EQN_NUMTEXT_H
#define EQN_NUMTEXT_H

#include <stddef.h>

enum eqn_outcome {
    EQN_NONE = -1,    /* there is no number at s; *out and *used are 0 */
    EQN_OK = 0,
    EQN_HUGE = 1,     /* too large: *out is an infinity */
    EQN_TINY = 2      /* not 0, but *out is */
};

enum { EQN_MAX = 32 };    /* a buffer that holds every number printed */

/*
 * Read the number at the start of the len bytes at s: the nearest double,
 * ties to even.  Takes a sign, digits with or without a point on either side,
 * an exponent, and "inf", "infinity", "nan" in any case.  *used says how many
 * bytes it was; out and used may be NULL.  Returns enum eqn_outcome.
 */
int eqn_read(const char *s, size_t len, double *out, size_t *used);

/*
 * The shortest text that reads back to the same double (of those the nearest),
 * always a real number in C: "1.0", "0.1", "1e-25", "-0.0"; "nan", "inf".
 * Returns its length; buf ends with a NUL.
 */
size_t eqn_print(double v, char buf[EQN_MAX]);

/* The same for a float, without a suffix: "0.1". */
size_t eqn_printf(float v, char buf[EQN_MAX]);

/*
 * For people: whole numbers in full, else at most 8 digits, and no ".0":
 * 5, 0.25, 9.00456; 0 for -0.0.
 */
size_t eqn_show(double v, char buf[EQN_MAX]);

/* For people: at most `digits` significant digits (1..17). */
size_t eqn_show_digits(double v, int digits, char buf[EQN_MAX]);

#endif
