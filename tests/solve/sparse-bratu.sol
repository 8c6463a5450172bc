# By the nonlinear Gauss-Seidel method in another program, over-relaxed.
matrix = lu
verdict = ROOT
iterations = 5
middle = 0.556445405978054 +- 2e-13
edge = 0.0860681587862017 +- 2e-14
