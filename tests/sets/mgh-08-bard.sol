engines = vm
verdict = LEAST_SQUARES
sse = 8.21487730658e-3 +- 1e-6 rel
