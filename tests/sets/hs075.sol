engines = vm
verdict = MINIMUM
loss = 5174.412695378 +- 1e-8 rel
