engines = vm
verdict = MINIMUM
loss = 244.8996975168 +- 1e-8 rel
