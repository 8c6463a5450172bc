engines = vm
verdict = LEAST_SQUARES
sse = 9.37629300735e-6 +- 1e-6 rel
