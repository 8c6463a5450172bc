verdict = MINIMUM
loss = -0.25 +- 1e-10
