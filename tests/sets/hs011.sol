engines = vm
verdict = MINIMUM
loss = -8.498464223155 +- 1e-8 rel
