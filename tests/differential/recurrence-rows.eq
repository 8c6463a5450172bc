# The same, a row each: the Jacobian needs the whole past.
data u = [0.3, -0.5, 1.1, 0.7, -0.2]; data y = [0.1, 0.2, 0.6, 0.8, 0.3];
unknown a = 0.6, b = 0.9, s = 0.2;
let h[0] = s;
let h[k in 1..5] = tanh(a*h[k-1] + b*u[k]);
for k in 1..5 { h[k] ~ y[k] sigma 0.1; }
show h;
