# (x + y)^2 = 6, (x - y)^2 = 2
verdict = ROOT
answers[3].verdict = ROOT
answers[4] = absent
starts.tried = 4
x = 0.5176380902050415 +- 1e-12
