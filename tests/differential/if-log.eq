# A logarithm that is only taken where it exists.
data t = [-1, -0.5, 0.5, 2];
unknown a = 1.2, b = 0.7;
let f = if t > 0 then a*log(t) + b else b*t;
loss sum(f^2) + (if a > 0 then log(a) else a);
