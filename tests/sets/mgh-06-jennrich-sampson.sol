engines = vm
verdict = LEAST_SQUARES
sse = 124.36218236 +- 1e-6 rel
