engines = vm
verdict = MINIMUM
loss = -1.905155258535 +- 1e-8 rel
