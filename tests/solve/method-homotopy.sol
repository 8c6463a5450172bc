verdict = ROOT
method = homotopy
x = 5 +- 1e-12
y = 4 +- 1e-12
