engines = vm
verdict = MINIMUM
loss = 543.6679584663 +- 1e-8 rel
