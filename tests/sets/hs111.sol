engines = vm
verdict = MINIMUM
loss = -47.76109085937 +- 1e-8 rel
