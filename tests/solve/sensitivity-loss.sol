engines = vm
args = --sensitivity
x = 0.64 +- 1e-12
sensitivity.x.up = 1.6 +- 1e-12
sensitivity.x.q = 0 +- 1e-12
differences = up 0.8 1e-4 1e-5
differences = q 1.5 1e-4 1e-5
