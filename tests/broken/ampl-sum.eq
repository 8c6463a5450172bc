sum{i in I} x[i] = 3;
