# A saddle: with x1 and x5 moved apart by h the loss falls by 0.0098 h^2.
verdict = SADDLE
exit = any
loss = 0.0056556499 +- 1e-9
