# The steps were made; nothing is claimed about where they end.
verdict = STEPS_DONE
solver = nadam
iterations = 1000
