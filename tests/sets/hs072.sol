engines = vm
verdict = MINIMUM
loss = 727.6793577896 +- 1e-8 rel
