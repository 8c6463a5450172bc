# Data computed from other data and params.
param scale = 2;
data x[i in 1..6] = i/scale;
data y[i in 1..6] = if x[i] > 1 then sqrt(x[i]) else x[i]^2;
data z = x*y + 1;
unknown a = 1, b = 0.5;
z ~ a*x + b*sin(y);
