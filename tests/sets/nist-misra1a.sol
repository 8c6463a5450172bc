engines = vm
verdict = LEAST_SQUARES
b = [238.94212918, 0.00055015643181] +- 1e-9 rel
std_error.b = [2.7070075241, 7.2668688436e-06] +- 1e-8 rel
sse = 0.12455138894 +- 1e-9 rel
