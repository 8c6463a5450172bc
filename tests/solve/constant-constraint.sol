# it was a crash
verdict = MINIMUM
loss = -15.769351 +- 1e-5
