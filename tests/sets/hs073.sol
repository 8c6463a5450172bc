engines = vm
verdict = MINIMUM
loss = 29.894378159143 +- 1e-8 rel
