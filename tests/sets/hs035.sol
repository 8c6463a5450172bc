engines = vm
verdict = MINIMUM
loss = 0.1111111111111 +- 1e-8
