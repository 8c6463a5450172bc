data x = [1, 2, 3];
y = sum[i in 1..3: x[i]];
