engines = vm
verdict = MINIMUM
loss = -5280335.133215 +- 1e-8 rel
