engines = vm
args = --sensitivity
verdict = MINIMUM
differences = c 3 1e-3 1e-5
differences = m 1 1e-3 1e-5
differences = up 0.8 1e-3 1e-5
