data kind[n] in 1..3 = [1, 1, 2], y[n] = [3, 4, 5];
param which = 3;
unknown mean = 1, slope = 0.5;
for i in 1..n if kind[i] == which { y[i] ~ mean; }
for i in 1..n if kind[i] > which { y[i] ~ mean + slope*i; }
