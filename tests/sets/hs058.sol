engines = vm
verdict = LEAST_SQUARES
loss = 3.190336 +- 1e-6
