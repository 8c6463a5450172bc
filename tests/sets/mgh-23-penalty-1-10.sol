engines = vm
verdict = LEAST_SQUARES
sse = 7.08765146709e-5 +- 1e-6 rel
