verdict = STATIONARY
