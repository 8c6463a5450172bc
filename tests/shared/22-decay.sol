file = ../../../shared/problems/programs/22-decay.eq
verdict = LEAST_SQUARES
a = 2.50440515 +- 1e-7
k = 0.70920736 +- 1e-7
c = 0.30222888 +- 1e-7
half = 0.97735475 +- 1e-7
show_std_error.half = 0.013367 +- 2e-6
