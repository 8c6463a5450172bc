engines = vm
verdict = LEAST_SQUARES
loss = 5.32664756447 +- 1e-8 rel
