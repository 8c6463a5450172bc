# Arrays combine element by element; scalars with anything.
data t = [0.5, 1, 1.5, 2]; data y = [2, 1.5, 1.2, 1];
unknown a = 1.5, k = 0.3;
let f = a*exp(-k*t) + t/(1 + k^2) - y;
loss sum(f^2) + sum(abs(f));
show f;
