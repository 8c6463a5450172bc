engines = vm
verdict = LEAST_SQUARES
loss = 0.9535288568048 +- 1e-8
