engines = vm
verdict = MINIMUM
loss = -45.77846970745 +- 1e-8 rel
