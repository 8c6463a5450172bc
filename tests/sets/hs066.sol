engines = vm
verdict = MINIMUM
loss = 0.51816327418154 +- 1e-8
