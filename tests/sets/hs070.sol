engines = vm
verdict = LEAST_SQUARES
loss = 0.007498463574428 +- 1e-8
