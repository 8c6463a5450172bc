engines = vm
verdict = LEAST_SQUARES
sse = 6.50395481094e-3 +- 1e-6 rel
