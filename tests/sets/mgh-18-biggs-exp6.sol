engines = vm
verdict = LEAST_SQUARES
sse = 0.00565564992552 +- 1e-6 rel
