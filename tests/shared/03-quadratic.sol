file = ../../../shared/problems/programs/03-quadratic.eq
verdict = LEAST_SQUARES
w = [1, 2, 3] +- 1e-10
f15 = 8.25 +- 1e-12
