engines = vm
verdict = LEAST_SQUARES
loss = 0.25 +- 1e-8
