# From its start: a minimum where J is singular; the other one has a loss of 0.
verdict = LEAST_SQUARES
sse = 2.7950561e-5 +- 1e-11
