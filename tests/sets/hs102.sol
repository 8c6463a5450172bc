engines = vm
verdict = MINIMUM
loss = 911.8805714301 +- 1e-8 rel
