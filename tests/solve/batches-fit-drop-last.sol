# ../reference/batches/transcribe.py
file = batches-fit.eq
args = --solver "adam(lr = 0.05, batch = 5, epochs = 30, seed = 7, gamma = 0.5, step_size = 10, drop_last = 1)"
verdict = STEPS_DONE
iterations = 120
evaluations.gradient = 122
a = 2.204496505091203 +- 1e-12
k = 0.6308707053526875 +- 1e-12
c = 0.009612070023880242 +- 1e-12
