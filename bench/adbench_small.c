/*
 * adbench_small.c -- the generated lse, llsq, kmeans or chain (-DPROBLEM_x),
 * and with -DBY_HAND the same by hand; see adbench.h.
 */
#include "adbench.h"
#include "adbench_hand.h"

static double *random_reals(size_t n, unsigned seed)
{
    double *x = reals(n);

    for (size_t k = 0; k < n; k++) {
        seed = seed * 1664525u + 1013904223u;
        x[k] = seed / 4294967296.0;
    }
    return x;
}

#if defined(PROBLEM_lse)
enum { N = 40000, UNKNOWNS = N };
#define DATA() double *x = random_reals(N, 1)
#define HAND_VALUE at = hand_lse(N, x)
#define HAND_DERIVATIVE at = hand_lse_gradient(N, x, g)
#ifndef BY_HAND
#include "lse.h"
#define MAKE() lse_data d = {.n = N, .start = x}; SET_UP(lse, NULL, &d)
#define VALUE lse_loss(x, NULL, &d, &s, &at)
#define DERIVATIVE lse_gradient(x, NULL, &d, &s, &at, g)
#endif
#elif defined(PROBLEM_llsq)
enum { N = 2048, UNKNOWNS = 128 };
#define DATA() double *x = random_reals(UNKNOWNS, 1)
#define HAND_VALUE at = hand_llsq(N, UNKNOWNS, x)
#define HAND_DERIVATIVE at = hand_llsq_gradient(N, UNKNOWNS, x, g)
#ifndef BY_HAND
#include "llsq.h"
#define MAKE() llsq_data d = {.m = UNKNOWNS, .start = x}; SET_UP(llsq, NULL, &d)
#define VALUE llsq_loss(x, NULL, &d, &s, &at)
#define DERIVATIVE llsq_gradient(x, NULL, &d, &s, &at, g)
#endif
#elif defined(PROBLEM_kmeans)
enum { N = 10000, K = 10, D = 8, UNKNOWNS = K * D };
#define DATA()                                                                \
    double *p = random_reals(N * D, 1), *x = p + (N - K) * D
#define HAND_VALUE at = hand_kmeans(N, K, D, p, x)
#define HAND_DERIVATIVE at = hand_kmeans_gradient(N, K, D, p, x, g)
#ifndef BY_HAND
#include "kmeans.h"
#define MAKE()                                                                \
    kmeans_data d = {.n = N, .k = K, .d = D, .p = p, .start = x};             \
    SET_UP(kmeans, NULL, &d)
#define VALUE kmeans_loss(x, NULL, &d, &s, &at)
#define DERIVATIVE kmeans_gradient(x, NULL, &d, &s, &at, g)
#endif
#else
enum { N = 1000000, UNKNOWNS = N };
#define DATA() double *x = random_reals(N, 1)
#define HAND_VALUE at = hand_chain(N, x)
#define HAND_DERIVATIVE at = hand_chain_gradient(N, x, g)
#ifndef BY_HAND
#include "chain.h"
#define MAKE() SET_UP(chain, NULL, NULL)
#define VALUE chain_loss((chain_unknowns *)(void *)x, NULL, NULL, &s, &at)
#define DERIVATIVE                                                            \
    chain_gradient((chain_unknowns *)(void *)x, NULL, NULL, &s, &at,          \
                   (chain_unknowns *)(void *)g)
#endif
#endif

int main(int argc, char **argv)
{
    double value, derivative, at = 0, *g = reals(UNKNOWNS);

    if (argc < 3)
        return 2;
    DATA();
#ifdef BY_HAND
    TIME(value, HAND_VALUE);
    TIME(derivative, HAND_DERIVATIVE);
#else
    MAKE();
    TIME(value, VALUE);
    TIME(derivative, DERIVATIVE);
#endif
    report(argv, value, derivative, at, g, UNKNOWNS);
    return 0;
}
