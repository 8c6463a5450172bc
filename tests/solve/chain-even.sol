# rows of slopes of 4e-3 between unknowns whose curvature is 1e5 and more
verdict = MINIMUM
loss = -44.622568110613 +- 1e-7
