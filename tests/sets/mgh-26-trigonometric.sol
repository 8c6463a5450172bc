# From its start: a minimum where J is singular (2.7950561e-5), and no claim.
verdict = LEAST_SQUARES
starts.given = STALLED
sse = 0 +- 1e-20
