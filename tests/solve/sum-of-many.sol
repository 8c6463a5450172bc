verdict = ROOT
x = 7e-5 +- 1e-15
