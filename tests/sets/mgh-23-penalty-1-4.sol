engines = vm
verdict = LEAST_SQUARES
sse = 2.24997750090e-5 +- 1e-6 rel
