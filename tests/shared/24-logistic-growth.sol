file = ../../../shared/problems/programs/24-logistic-growth.eq
verdict = LEAST_SQUARES
L = 100.00544 +- 1e-4
k = 0.800165 +- 1e-5
t0 = 5.000255 +- 1e-5
