engines = vm
verdict = LEAST_SQUARES
b = [636.42725809, 0.00020813627256] +- 1e-9 rel
std_error.b = [4.6638326572, 1.7728423155e-06] +- 1e-8 rel
sse = 0.040966836971 +- 1e-9 rel
