engines = vm
verdict = LEAST_SQUARES
sse = 3.51687372568e-3 +- 1e-6 rel
