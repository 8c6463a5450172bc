verdict = MINIMUM
loss = 0 +- 1e-14
