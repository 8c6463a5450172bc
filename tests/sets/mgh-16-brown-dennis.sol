engines = vm
verdict = LEAST_SQUARES
sse = 85822.2016263563 +- 1e-6 rel
