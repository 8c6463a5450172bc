engines = vm
verdict = MINIMUM
loss = 97.587509559 +- 1e-8 rel
