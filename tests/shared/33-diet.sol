file = ../../../shared/problems/programs/33-diet.eq
verdict = MINIMUM
x = [0, 0, 0, 0, 0, 2.9411764705882355] +- 1e-12
loss = 2.9411764705882355 +- 1e-12
