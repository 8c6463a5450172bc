/*
 * adbench_hand.h -- small objectives and their gradients as a careful person
 * writes them for speed: eight rows at a time, in loops that gcc vectorises.
 */
#ifndef ADBENCH_HAND_H
#define ADBENCH_HAND_H

enum { HAND = 8 };

double hand_lse(int n, const double *x);
double hand_lse_gradient(int n, const double *x, double *g);
double hand_llsq(int n, int m, const double *x);
double hand_llsq_gradient(int n, int m, const double *x, double *g);
double hand_kmeans(int n, int k, int d, const double *p, const double *c);
double hand_kmeans_gradient(int n, int k, int d, const double *p,
                            const double *c, double *g);
double hand_chain(int n, const double *x);
double hand_chain_gradient(int n, const double *x, double *g);

#endif
