engines = vm
verdict = LEAST_SQUARES
loss = 6 +- 1e-8 rel
