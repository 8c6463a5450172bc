engines = vm
verdict = LEAST_SQUARES
sse = 2.14285714286 +- 1e-6 rel
