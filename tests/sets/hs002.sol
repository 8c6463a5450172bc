engines = vm
verdict = LEAST_SQUARES
loss = 4.941229317989 +- 1e-8 rel
