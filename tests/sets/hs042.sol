engines = vm
verdict = LEAST_SQUARES
loss = 13.85786437627 +- 1e-8 rel
