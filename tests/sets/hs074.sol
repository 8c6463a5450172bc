engines = vm
verdict = MINIMUM
loss = 5126.498109595 +- 1e-8 rel
