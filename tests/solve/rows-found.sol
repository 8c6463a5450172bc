# hours 1, 2, 4: levels 2.0, 4.1, 7.9; pairs 2.1, 5.9, 3.8 and 2.5: their mean
verdict = LEAST_SQUARES
a = 1.957142857142857 +- 1e-14
b = 0.1 +- 1e-13
apart = 3.575 +- 1e-14
degrees_of_freedom = 4
