# b = 5 + log(1/2); d by bisection in another program.
verdict = ROOT
a = 2 +- 1e-14
b = 4.306852819440055 +- 1e-13
c = 1.1431766352756 +- 1e-13
d = 1.9779924897369 +- 1e-12
