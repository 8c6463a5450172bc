engines = vm
verdict = LEAST_SQUARES
loss = 1.36265681 +- 1e-7
