# Only a*b is determined, and moves with p; neither does alone.
param p = 2;
data t = [0, 1, 2, 3];
data y = [2, 1.3, 0.7, 0.5];
unknown a = 1, b = 1, k = 1;
y ~ a*b*exp(-k*t)*p;
show a*b as both;
