engines = vm
verdict = MINIMUM
loss = 5055.011447324 +- 1e-8 rel
