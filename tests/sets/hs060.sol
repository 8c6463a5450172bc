engines = vm
verdict = MINIMUM
loss = 0.03256820025507 +- 1e-8
