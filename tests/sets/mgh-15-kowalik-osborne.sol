engines = vm
verdict = LEAST_SQUARES
sse = 3.0750560385e-4 +- 1e-6 rel
