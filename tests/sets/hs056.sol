engines = vm
verdict = MINIMUM
loss = -3.456 +- 1e-8 rel
