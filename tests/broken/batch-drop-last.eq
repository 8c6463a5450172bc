data t[i in 1..20] = i/10, y[i in 1..20] = 3*i;
unknown a = 1;
y ~ a*t;
0 ~ a;
solve with adam(batch = 21, epochs = 9, drop_last = 1);
