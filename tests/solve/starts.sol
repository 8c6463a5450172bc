# starts and bounds written as loops over tables
file = ../golden/starts.eq
verdict = STATIONARY
w = [3, -3] +- 1e-9
u2 = 0.5 +- 1e-9
u33 = 1.25 +- 1e-9
last = -1
