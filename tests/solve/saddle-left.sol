# x = 0.09/2, y^2 = 2 - 2 x
verdict = LEAST_SQUARES
x = 0.045 +- 1e-8
y = 1.3820274961 +- 1e-8
loss = 0.17595 +- 1e-10
