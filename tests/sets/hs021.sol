engines = vm
verdict = MINIMUM
loss = -99.96 +- 1e-8 rel
