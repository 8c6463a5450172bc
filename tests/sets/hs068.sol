engines = vm
verdict = MINIMUM
loss = -0.9204250036398 +- 1e-8
