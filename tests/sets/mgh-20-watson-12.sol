engines = vm
verdict = LEAST_SQUARES
sse = 4.72238110e-10 +- 1e-6 rel
