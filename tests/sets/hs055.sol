engines = vm
verdict = MINIMUM
loss = 6.333333333333 +- 1e-8
