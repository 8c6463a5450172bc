engines = vm
verdict = MINIMUM
loss = -4.585786437627 +- 1e-8 rel
