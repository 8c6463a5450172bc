# a chain twice as long as its pegs are apart, flung far off by its first step
verdict = MINIMUM
loss = -113.90089548625375 +- 1e-7
