engines = vm
verdict = LEAST_SQUARES
sse = 5 +- 1e-6 rel
