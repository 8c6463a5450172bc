# 0.01620: from the given sigmas, which are taken at their word.
verdict = LEAST_SQUARES
a = 2.50440515 +- 1e-7
k = 0.70920736 +- 1e-7
c = 0.30222888 +- 1e-7
half_life = 0.97735475 +- 1e-7
show_std_error.half_life = 0.016199 +- 2e-6
