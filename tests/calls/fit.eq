# A robust fit to data read at run time, with a constraint.
data t[n], y[n], s[n] from "fit.csv";
unknown a = 1, k[2] = 1, c = 0;
y ~ a*exp(-k[1]*t) + c*sin(k[2]*t) sigma s with huber(1.5);
a*k[1] + c^3 <= 30;
