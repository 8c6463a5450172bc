verdict = LEAST_SQUARES
x = [4, 10, 3, 5, 1, 1] +- 1e-9
loss = 0 +- 1e-24
