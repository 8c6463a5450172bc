engines = vm
verdict = MINIMUM
loss = -1.913222954981 +- 1e-8 rel
