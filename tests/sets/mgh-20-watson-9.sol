engines = vm
verdict = LEAST_SQUARES
sse = 1.39976013810e-6 +- 1e-6 rel
