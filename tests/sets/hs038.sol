engines = vm
verdict = STATIONARY
loss = 0 +- 1e-8
