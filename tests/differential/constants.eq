# Consts size arrays and stand in bounds; big and small numbers.
const n = 3; const g = 9.80665; const tiny_ = 1e-12;
unknown x[n] = g in [tiny_, 1e6];
for i in 1..n { x[i]*g/1e3 + tiny_*x[n+1-i]^2 = i/n + 0.1; }
