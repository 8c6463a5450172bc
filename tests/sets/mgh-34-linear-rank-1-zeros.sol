engines = vm
verdict = LEAST_SQUARES
sse = 3.64705882353 +- 1e-6 rel
