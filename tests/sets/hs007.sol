engines = vm
verdict = MINIMUM
loss = -1.732050807569 +- 1e-8 rel
