verdict = ROOT
at = 0.75 +- 1e-15
