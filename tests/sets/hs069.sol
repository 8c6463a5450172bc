engines = vm
verdict = MINIMUM
loss = -956.71288665 +- 1e-8 rel
