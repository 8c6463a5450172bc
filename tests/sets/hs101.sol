engines = vm
verdict = MINIMUM
loss = 1809.764765571 +- 1e-8 rel
