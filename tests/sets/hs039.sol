engines = vm
verdict = MINIMUM
loss = -1 +- 1e-8
