engines = vm
verdict = MINIMUM
loss = -1768.806963716 +- 1e-8 rel
