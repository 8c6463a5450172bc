engines = vm
verdict = LEAST_SQUARES
sse = 2.93660537457e-4 +- 1e-6 rel
