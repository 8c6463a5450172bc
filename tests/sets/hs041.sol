engines = vm
verdict = MINIMUM
loss = 1.925925925926 +- 1e-8 rel
