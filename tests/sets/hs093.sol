engines = vm
verdict = MINIMUM
loss = 135.0759628292 +- 1e-8 rel
