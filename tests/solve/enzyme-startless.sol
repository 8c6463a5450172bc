verdict = LEAST_SQUARES
Vm = 212.68 +- 5e-3
K = 0.06412 +- 1e-5
