engines = vm
verdict = LEAST_SQUARES
loss = 2 +- 1e-8 rel
