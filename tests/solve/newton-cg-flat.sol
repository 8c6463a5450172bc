verdict = STATIONARY
loss = 1 +- 1e-12
