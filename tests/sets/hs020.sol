engines = vm
verdict = LEAST_SQUARES
loss = 40.19872981078 +- 1e-8 rel
