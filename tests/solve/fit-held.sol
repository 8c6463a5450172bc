verdict = LEAST_SQUARES
a = 1.8 +- 1e-12
b = 1.2 +- 1e-12
at_two = 4.8 +- 1e-12
std_error = absent
rank = absent
