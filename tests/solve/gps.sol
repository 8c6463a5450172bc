# Made with x = [1113195, 0, 6300000], b = 3e4, distances rounded to millimetres.
verdict = LEAST_SQUARES
x = [1113195, 0, 6300000] +- 0.01
b = 30000 +- 0.01
degrees_of_freedom = 1
