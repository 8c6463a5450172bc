# Nearest to the start (1, 1, 1, 1); (A, B, C, D) + t*(1, -1, -1, -1) are all roots.
verdict = ROOT
class = linear system
rank = 3
A = 5.5 +- 1e-12
B = 3.5 +- 1e-12
C = 2.5 +- 1e-12
D = 1.5 +- 1e-12
free[0].A = 1 +- 1e-12
free[0].B = -1 +- 1e-12
free[0].C = -1 +- 1e-12
free[0].D = -1 +- 1e-12
free[1] = absent
