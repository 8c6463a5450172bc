file = ../families/rosenbrock-chain.eq
verdict = LEAST_SQUARES
x = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1] +- 1e-9
loss = 0 +- 1e-18
