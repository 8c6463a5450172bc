engines = vm
verdict = MINIMUM
loss = -15 +- 1e-8
