# 0 is printed, at (1, 1, 1, 1, 1); the cube leads lower.
engines = vm
verdict = MINIMUM
loss = -0.02671418269 +- 1e-8
