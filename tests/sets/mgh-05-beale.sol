engines = vm
verdict = LEAST_SQUARES
sse = 0 +- 1e-12
