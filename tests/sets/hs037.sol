engines = vm
verdict = MINIMUM
loss = -3456 +- 1e-8 rel
