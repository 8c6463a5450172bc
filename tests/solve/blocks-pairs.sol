# p, q = 4, 3; then t^3 + t = p + w.
verdict = ROOT
p = 4 +- 1e-13
q = 3 +- 1e-13
