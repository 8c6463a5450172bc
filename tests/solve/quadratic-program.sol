verdict = LEAST_SQUARES
x = 1.4 +- 1e-12
y = 1.7 +- 1e-12
