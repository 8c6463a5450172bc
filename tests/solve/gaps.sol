# k = sum t y / sum t^2 over t = 1, 3, 5 = 75/35
verdict = LEAST_SQUARES
k = 2.142857142857143 +- 1e-15
show.rows = 3
show.last = 8
