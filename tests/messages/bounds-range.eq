unknown k in 0..3;
param p = 2 in [0, 1];
k = p;
