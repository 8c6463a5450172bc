# Each is 1.41832... times the one before, as the theory says.
verdict = MINIMUM
solver = newton_cg
p = [0.059217073, 0.083990962, 0.119129184, 0.168967735, 0.239656603, 0.339918667] +- 1e-7
