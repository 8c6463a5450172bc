engines = vm
args = --sensitivity
verdict = LEAST_SQUARES
differences = shift 0.3 1e-4 1e-5
differences = s 0.5 1e-4 1e-5
differences = cut 1 1e-4 1e-5
