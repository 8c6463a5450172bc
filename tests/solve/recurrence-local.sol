# k = 10 (1 - 0.4^0.1), T0 = 20 + 60
verdict = LEAST_SQUARES
k = 0.8755646300 +- 1e-8
T0 = 80 +- 1e-9
