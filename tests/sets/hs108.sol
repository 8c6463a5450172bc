engines = vm
verdict = STATIONARY
loss = -0.8660254037844 +- 1e-8
