engines = vm
verdict = MINIMUM
loss = -2.919700408964 +- 1e-8 rel
