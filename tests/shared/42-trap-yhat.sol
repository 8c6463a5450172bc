file = ../../../shared/problems/programs/42-trap-yhat.eq
a = 2 +- 1e-10
b = 1 +- 1e-10
