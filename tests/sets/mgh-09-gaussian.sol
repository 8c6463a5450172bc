engines = vm
verdict = LEAST_SQUARES
sse = 1.12793276961865e-8 +- 1e-6 rel
