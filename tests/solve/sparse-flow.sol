# By the nonlinear Gauss-Seidel method in another program, over-relaxed.
matrix = lu
verdict = ROOT
iterations = 4
middle = 0.043292395281331254 +- 1e-14
edge = 0.004883422163061845 +- 1e-15
