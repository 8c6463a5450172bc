file = batches-line.eq
args = --solver "adam(lr = 0.05, batch = 50, epochs = 150, seed = 8, gamma = 0.93)"
verdict = STEPS_DONE
iterations = 3000
a = 2.0084213011046157 +- 1e-4
b = 3.0070047863895857 +- 1e-4
