engines = vm
verdict = MINIMUM
loss = 32.34867896572 +- 1e-8 rel
