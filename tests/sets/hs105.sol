engines = vm
verdict = MINIMUM
loss = 1138.410663672 +- 1e-8 rel
