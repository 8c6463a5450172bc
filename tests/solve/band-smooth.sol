# As dense matrices with pivoting give it.
matrix = band
verdict = LEAST_SQUARES
first = 0.005547851042340342 +- 1e-13
middle = -0.06484934905204413 +- 1e-13
show_std_error.middle = 0.026048685175176094 +- 1e-13
