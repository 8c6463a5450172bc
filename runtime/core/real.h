/*
 * real.h -- the number type, and the few names that depend on it.
 *
 * eqr_real is double, or float where EQR_REAL says so (-DEQR_REAL=float).
 * Literals are written EQR_C(0.5), functions EQR_SQRT(x): nothing here is
 * ever computed in a precision other than eqr_real's.
 */
#ifndef EQR_REAL_H
#define EQR_REAL_H

#include <float.h>
#include <math.h>
#include <stddef.h>

#if defined(__FAST_MATH__) && !defined(EQR_ALLOW_FAST_MATH)
#error "-ffast-math removes the NaN checks this code relies on"
#endif

#ifndef EQR_REAL
#define EQR_REAL double
#endif
typedef EQR_REAL eqr_real;

/* 1 where EQR_REAL is float: EQR_IS_float and EQR_IS_double, pasted. */
#define EQR_IS_float 1
#define EQR_IS_double 0
#define EQR_PASTE(a, b) a##b
#define EQR_IS(type) EQR_PASTE(EQR_IS_, type)

#if EQR_IS(EQR_REAL)
#define EQR_C(literal) literal##f
#define EQR_EPS FLT_EPSILON
#define EQR_MAX FLT_MAX
#define EQR_TINY FLT_MIN
#define EQR_MAX_EXP FLT_MAX_EXP
#define EQR_SQRT(x) sqrtf(x)
#define EQR_POW(x, y) powf(x, y)
#define EQR_ABS(x) fabsf(x)
#define EQR_ATAN(x) atanf(x)
#define EQR_COS(x) cosf(x)
#define EQR_ERF(x) erff(x)
#define EQR_LOG(x) logf(x)
#define EQR_FLOOR(x) floorf(x)
#define EQR_FREXP(x, e) frexpf(x, e)
#define EQR_LDEXP(x, e) ldexpf(x, e)
#else
#define EQR_C(literal) literal
#define EQR_EPS DBL_EPSILON
#define EQR_MAX DBL_MAX
#define EQR_TINY DBL_MIN
#define EQR_MAX_EXP DBL_MAX_EXP
#define EQR_SQRT(x) sqrt(x)
#define EQR_POW(x, y) pow(x, y)
#define EQR_ABS(x) fabs(x)
#define EQR_ATAN(x) atan(x)
#define EQR_COS(x) cos(x)
#define EQR_ERF(x) erf(x)
#define EQR_LOG(x) log(x)
#define EQR_FLOOR(x) floor(x)
#define EQR_FREXP(x, e) frexp(x, e)
#define EQR_LDEXP(x, e) ldexp(x, e)
#endif

/* Not a number: an option left to the solver, a result that has no meaning. */
#define EQR_AUTO ((eqr_real)NAN)
/* False for NaN and for infinities. */
#define EQR_FINITE(x) (EQR_ABS(x) <= EQR_MAX)

/*
 * Linkage.  In a self-contained generated file, which defines
 * EQR_SINGLE_FILE, all of the runtime is static; else it is one library.
 */
#if defined(__GNUC__)
#define EQR_UNUSED __attribute__((unused))
#else
#define EQR_UNUSED
#endif
#ifndef EQR_API
#ifdef EQR_SINGLE_FILE
#define EQR_API static EQR_UNUSED
#else
#define EQR_API
#endif
#endif

#if defined(__cplusplus)
#define EQR_RESTRICT
#else
#define EQR_RESTRICT restrict
#endif

#endif
