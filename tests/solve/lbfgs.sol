verdict = LEAST_SQUARES
solver = lbfgs
x = 1 +- 1e-6
y = 1 +- 1e-6
