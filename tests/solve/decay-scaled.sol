verdict = LEAST_SQUARES
half_life = 0.97735475 +- 1e-7
show_std_error.half_life = 0.013367 +- 2e-6
