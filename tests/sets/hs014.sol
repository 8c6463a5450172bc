engines = vm
verdict = LEAST_SQUARES
loss = 1.393464980689 +- 1e-8 rel
