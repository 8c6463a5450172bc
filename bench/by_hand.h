/*
 * by_hand.h -- the three training loops as one would write them in C: plain,
 * with the formulas as they are published, and lean, with every trick that
 * keeps the trajectory (a power by one multiplication a step, no loss).
 */
#ifndef BY_HAND_H
#define BY_HAND_H

#include <stddef.h>

void puzzle_plain(double x[4], size_t steps);
void puzzle_lean(double x[4], size_t steps);
void quadratic_plain(double c[3], size_t steps, const double *x,
                     const double *y, size_t rows);
void quadratic_lean(double c[3], size_t steps, const double *x,
                    const double *y, size_t rows);
void line_plain(double c[2], size_t steps, const double *x, const double *y,
                size_t rows);
void line_lean(double c[2], size_t steps, const double *x, const double *y,
               size_t rows);

/* The last loss of a plain loop, so that it is not optimised away. */
extern volatile double by_hand_loss;

#endif
