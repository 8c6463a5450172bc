engines = vm
verdict = MINIMUM
loss = 3.951163440103 +- 1e-8 rel
