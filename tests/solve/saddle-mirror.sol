# (0, 1) or (1, 0)
verdict = LEAST_SQUARES
loss = 2 +- 1e-10
