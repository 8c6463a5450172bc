verdict = ROOT
x = 1 +- 1e-12
y = 2 +- 1e-12
