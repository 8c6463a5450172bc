a = 1.5
b = 1.0666666666666667 +- 1e-6
bound_multiplier.a = -0.8 +- 1e-6
