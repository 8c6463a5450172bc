engines = vm
args = --sensitivity
verdict = LEAST_SQUARES
differences = up 0.1 1e-4 1e-5
