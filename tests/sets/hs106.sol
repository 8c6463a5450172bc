engines = vm
verdict = MINIMUM
loss = 7049.24802 +- 1e-5
