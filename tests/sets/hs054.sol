engines = vm
verdict = STATIONARY
loss = -0.908074757766 +- 1e-8
