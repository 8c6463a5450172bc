verdict = MINIMUM
solver = newton_cg
rate = 1.1111111111111112 +- 1e-9
