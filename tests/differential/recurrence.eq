# Each element from the one before, in a loss.
data u = [0.3, -0.5, 1.1, 0.7, -0.2];
unknown a = 0.6, b = 0.9, s = 0.2;
let h[0] = s;
let h[k in 1..5] = tanh(a*h[k-1] + b*u[k]);
loss h[5]^2 + sum(k in 1..5: (h[k] - u[k])^2);
show h[5] as last;
