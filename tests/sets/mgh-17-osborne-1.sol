engines = vm
verdict = LEAST_SQUARES
sse = 5.46489469748e-5 +- 1e-6 rel
