engines = vm
verdict = MINIMUM
loss = -0.5 +- 1e-8
