engines = vm
verdict = MINIMUM
loss = -0.834032445248 +- 1e-8
