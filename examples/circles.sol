# (x + y)^2 = 6, (x - y)^2 = 2
verdict = ROOT
starts.tried = 40
answers[0].verdict = ROOT
answers[3].verdict = ROOT
answers[4] = absent
x = 0.5176380902050415 +- 1e-12
