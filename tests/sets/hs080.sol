engines = vm
verdict = MINIMUM
loss = 0.05394984777027 +- 1e-8
