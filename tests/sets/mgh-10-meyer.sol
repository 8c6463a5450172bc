engines = vm
verdict = LEAST_SQUARES
sse = 87.94585517 +- 1e-6 rel
