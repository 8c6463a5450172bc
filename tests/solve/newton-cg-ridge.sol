verdict = MINIMUM
loss = -0.25 +- 1e-14
x = 0 +- 1e-12
