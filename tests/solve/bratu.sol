# By the nonlinear Gauss-Seidel method (u[i,j] from its own equation) in another
# program; u[8,4] is u[3,4] mirrored.
file = ../families/bratu.eq
verdict = ROOT
u[1][1] = 0.07086244875799659 +- 1e-13
u[1][5] = 0.18496453956359954 +- 1e-13
u[3][4] = 0.4111837155067071 +- 1e-13
u[5][5] = 0.5460040002331438 +- 1e-13
u[8][4] = 0.4111837155067071 +- 1e-13
u[11][5] = 0
