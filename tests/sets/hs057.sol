# From its start the barrier leads to x2 = inf, where the loss is 0.0306.
engines = vm
args = --solver "multistart(n = 100)"
verdict = LEAST_SQUARES
loss = 0.02845966972 +- 1e-9
