# By the nonlinear Gauss-Seidel method in another program, over-relaxed.
matrix = lu
verdict = ROOT
iterations = 5
middle = 0.42315405847280674 +- 1e-13
edge = 0.05376136227181182 +- 1e-14
