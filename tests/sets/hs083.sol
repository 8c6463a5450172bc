engines = vm
verdict = MINIMUM
loss = -30665.53867178 +- 1e-8 rel
