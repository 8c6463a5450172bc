verdict = ROOT
a = 1 +- 1e-12
show.four = 4 +- 1e-11
