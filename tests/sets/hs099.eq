# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 99.
data a = [50, 50, 75, 75, 75, 100, 100];
data dt = [25, 25, 50, 50, 50, 90, 90];
unknown x[7] = 0.5 in [0, 1.58];
let r[0] = 0;
let q[0] = 0;
let s[0] = 0;
let r[i in 1..7] = a[i]*dt[i]*cos(x[i]) + r[i-1];
let s[i in 1..7] = (a[i]*sin(x[i]) - 32)*dt[i] + s[i-1];
let q[i in 1..7] = 0.5*dt[i]^2*(a[i]*sin(x[i]) - 32) + dt[i]*s[i-1] + q[i-1];
minimize -r[7]^2;
q[7] - 1e5 = 0;
s[7] - 1e3 = 0;
