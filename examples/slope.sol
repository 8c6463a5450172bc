cmd = diff --at x=5 --at w=4 --at b=2
value.y = 22
gradient.y.w = 5
gradient.y.b = 1
gradient.y.x = 4
