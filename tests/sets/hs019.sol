engines = vm
verdict = MINIMUM
loss = -6961.8138755802 +- 1e-8 rel
