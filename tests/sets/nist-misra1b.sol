engines = vm
verdict = LEAST_SQUARES
b = [337.99746163, 0.00039039091287] +- 1e-9 rel
std_error.b = [3.1643950207, 4.2547321834e-06] +- 1e-8 rel
sse = 0.075464681533 +- 1e-9 rel
