engines = vm
verdict = MINIMUM
loss = 0.01561952524239 +- 1e-8
