# Two arrays in turn, two steps back, driven by unknowns of the same index.
unknown f[1..6] = 0.1, x0 = 1, v0 = 0.2;
let v[0] = v0;
let x[0] = x0;
let v[k in 1..6] = v[k-1] - 0.1*sin(x[k-1]) + 0.1*f[k];
let x[k in 1..6] = x[k-1] + 0.1*v[k]*x0;
loss (x[6] - 2)^2 + v[6]^2 + 0.01*sum(f^2) + x[3]*v[2];
