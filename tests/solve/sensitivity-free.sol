engines = vm
args = --sensitivity
rank = 2
sensitivity.a.p = "nan"
sensitivity.b.p = "nan"
sensitivity.k.p = 0 +- 1e-6
show_sensitivity.both.p = -0.50356336 +- 1e-6      # a*b*p stays
