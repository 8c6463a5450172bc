engines = vm
args = --sensitivity
sensitivity.x.a = 0.35355339059327373 +- 1e-14      # 1/(2 sqrt(a))
sensitivity.y.a = -0.70710678118654757 +- 1e-14     # -4/(2 a sqrt(a))
show_sensitivity.t.a = 2.1213203435596428 +- 1e-14  # 3/2 sqrt(a)
differences = a 2 1e-4 1e-7
differences = b[1] 1 1e-4 1e-7
differences = b[2] 3 1e-4 1e-7
