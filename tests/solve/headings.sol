# by hand: means of 0.5 0.75; 1; 1.5 2.5.  apart: (2.5 - 1.5) + (0.75 - 0.5).
# weighed: 1*2*0.625 + 2*1*1 + 3*2*2
verdict = LEAST_SQUARES
heading = [0.625, 1, 2] +- 1e-14
show.apart = 1.25 +- 1e-14
show.weighed = 15.25 +- 1e-13
loss = 0.53125 +- 1e-14
