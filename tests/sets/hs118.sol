engines = vm
verdict = MINIMUM
loss = 664.82045 +- 1e-8 rel
