file = ../../../shared/problems/programs/34-double-integrator.eq
verdict = LEAST_SQUARES
u[0] = 5.88235294 +- 1e-7
u[49] = -5.88235294 +- 1e-7
loss = 12.0048 +- 1e-4
