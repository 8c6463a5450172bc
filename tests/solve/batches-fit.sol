# ../reference/batches/transcribe.py
verdict = STEPS_DONE
iterations = 150
evaluations.gradient = 152
a = 2.1837729501603453 +- 1e-12
k = 0.6282140322908067 +- 1e-12
c = 0.005971087859376776 +- 1e-12
