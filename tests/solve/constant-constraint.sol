# it was a crash
verdict = MINIMUM
loss = -16.974762 +- 1e-5
