unknown k = -1 in [0, inf];
k^2 = 2;
