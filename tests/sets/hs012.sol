engines = vm
verdict = MINIMUM
loss = -30 +- 1e-8 rel
