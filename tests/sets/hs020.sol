engines = vm
verdict = LEAST_SQUARES
loss = 38.19872981078 +- 1e-8 rel
