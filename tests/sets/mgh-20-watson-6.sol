engines = vm
verdict = LEAST_SQUARES
sse = 2.28767005355e-3 +- 1e-6 rel
