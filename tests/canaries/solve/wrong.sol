engines = vm
verdict = ROOT
x = 4 +- 1e-9
