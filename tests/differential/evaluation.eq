# No unknowns: only values.
param r = 2;
data t = [1, 2, 3];
show r^2*pi as area;
show t/r + sum(t);
