data t = [1, 2, 3];
data y = [2, 4, 7];
y ~ a*t
show 2*a;
