engines = vm
verdict = MINIMUM
loss = -22.62741699797 +- 1e-8 rel
