engines = vm
verdict = MINIMUM
loss = 6299.8424279216 +- 1e-8 rel
