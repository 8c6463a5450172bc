engines = vm
verdict = MINIMUM
loss = 3.135809122807016 +- 1e-8 rel
