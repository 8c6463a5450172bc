# The valley is too curved for methods whose sum of squares must fall.
engines = vm
verdict = ROOT
method = damped
x = [0.01, 50, 0, 0, 0.01, 0, 0, 0, 0.01] +- 1e-11
