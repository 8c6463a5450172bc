verdict = MINIMUM
loss = -44 +- 1e-9
x = [0, 1, 2, -1] +- 1e-7
