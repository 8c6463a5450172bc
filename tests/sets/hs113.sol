engines = vm
verdict = MINIMUM
loss = 24.30620906818 +- 1e-8 rel
