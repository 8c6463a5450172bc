file = ../../../shared/problems/programs/10-linear3-matrix.eq
verdict = ROOT
x = [1, 2, 3] +- 1e-10
