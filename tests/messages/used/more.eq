const half = 0.5;
data y = [1, 2];
for i in 1..2 { y[i] = half; }
show half;
