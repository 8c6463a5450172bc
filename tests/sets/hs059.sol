engines = vm
verdict = MINIMUM
loss = -7.804235953664785 +- 1e-8 rel
