engines = vm
verdict = MINIMUM
loss = -26272.5144873183 +- 1e-8 rel
