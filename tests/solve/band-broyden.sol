# By the nonlinear Gauss-Seidel method (x[i] from its own quadratic) in another program.
matrix = band
verdict = ROOT
first = -0.5707611929747511 +- 1e-14
middle = -0.7071067811865475 +- 1e-14
last = -0.4164123011668417 +- 1e-14
