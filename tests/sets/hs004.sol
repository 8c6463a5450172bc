engines = vm
verdict = MINIMUM
loss = 2.6666666666666665 +- 1e-8 rel
