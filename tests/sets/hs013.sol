engines = vm
verdict = LEAST_SQUARES
loss = 1 +- 1e-6
