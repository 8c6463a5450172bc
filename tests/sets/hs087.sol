engines = vm
verdict = MINIMUM
loss = 8927.597735498 +- 1e-8 rel
