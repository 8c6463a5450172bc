engines = vm
verdict = LEAST_SQUARES
loss = 0 +- 1e-8
