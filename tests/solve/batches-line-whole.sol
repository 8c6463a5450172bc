# `batch = 0`: every step sees all, and an epoch is one.
file = batches-line.eq
args = --solver "sgd(lr = 0.1, batch = 0, epochs = 200, t_max = 0)"
verdict = STEPS_DONE
iterations = 200
a = 2.0084213011046157 +- 1e-5
b = 3.0070047863895857 +- 1e-5
