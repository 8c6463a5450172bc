engines = vm
verdict = MINIMUM
loss = 0.0787768208710569 +- 1e-8
