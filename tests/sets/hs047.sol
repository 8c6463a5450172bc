engines = vm
verdict = MINIMUM
loss = 0 +- 1e-8
