# A weight that is computed from params.
param s = 0.3; param floor_ = 0.1;
data t = [0, 1, 2, 3]; data y = [5, 3, 2, 1.5];
unknown a = 5, k = 0.5;
y ~ a*exp(-k*t) weight 1/(s*y + floor_)^2;
a ~ 4.5 weight s;
