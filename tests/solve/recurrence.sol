verdict = LEAST_SQUARES
x0 = 2.98840 +- 1e-4
r = 2.00523 +- 1e-5
show.fib = 55 +- 1e-12
show.back = 8.98840 +- 1e-4
show.last = 24.0952 +- 1e-3
