engines = vm
verdict = LEAST_SQUARES
loss = 5 +- 1e-8 rel
