verdict = LEAST_SQUARES
w = 7.3 +- 1e-9
a = 2 +- 1e-9
answers[0].loss = 0 +- 1e-20
answers[2].verdict = LEAST_SQUARES
answers[3] = absent
