engines = vm
verdict = MINIMUM
loss = 0.2415051287902 +- 1e-8
