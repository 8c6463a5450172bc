verdict = MINIMUM
loss = 5362.069181109595 +- 1e-8 rel
