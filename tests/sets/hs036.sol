engines = vm
verdict = MINIMUM
loss = -3300 +- 1e-8 rel
