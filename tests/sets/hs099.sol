engines = vm
verdict = MINIMUM
loss = -831079891.5101 +- 1e-8 rel
