file = held-mean.eq
args = --solver lbfgsb(tol=1e-10)
verdict = LEAST_SQUARES
a = 1.5
b = 1.0666666666666667 +- 1e-8
bound_multiplier.a = -0.8 +- 1e-8
