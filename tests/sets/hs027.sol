engines = vm
verdict = LEAST_SQUARES
loss = 0.04 +- 1e-8
