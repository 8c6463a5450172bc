engines = vm
verdict = LEAST_SQUARES
loss = 4.093023255814 +- 1e-8 rel
