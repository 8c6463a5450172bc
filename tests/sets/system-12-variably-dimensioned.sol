engines = vm
verdict = ROOT
