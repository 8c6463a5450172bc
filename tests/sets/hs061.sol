engines = vm
verdict = MINIMUM
loss = -143.6461421978 +- 1e-8 rel
