verdict = LEAST_SQUARES
class = linear least squares
a = 1 +- 1e-12
b = 2 +- 1e-12
c = 3 +- 1e-12
p = 8.25 +- 1e-12
r_squared = 1 +- 1e-12
