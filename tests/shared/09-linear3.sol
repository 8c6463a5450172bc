file = ../../../shared/problems/programs/09-linear3.eq
verdict = ROOT
x = 1 +- 1e-12
y = 2 +- 1e-12
z = 3 +- 1e-12
