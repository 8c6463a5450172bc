cmd = diff --at x=3.6
value.y = 12.96 +- 1e-14
gradient.y.x = 7.2 +- 1e-14
