engines = vm
verdict = MINIMUM
loss = 680.6300573744 +- 1e-8 rel
