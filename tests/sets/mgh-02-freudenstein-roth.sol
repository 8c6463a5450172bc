engines = vm
verdict = LEAST_SQUARES
sse = 48.98425368 +- 1e-6 rel
