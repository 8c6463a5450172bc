engines = vm
verdict = MINIMUM
loss = -4.681818181818 +- 1e-8 rel
