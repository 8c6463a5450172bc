verdict = MINIMUM
solver = ipm
x = 3 +- 1e-12
y = 1 +- 1e-12
