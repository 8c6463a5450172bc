# Neighbours of a vector that is computed itself, with weights from data.
data w[i in 1..25] = 1 + cos(i);
unknown a = 0.4, b[25] = uniform(0, 1, seed = 9);
let p[i in 1..25] = a*b[i] + b[i]^2*w[i];
loss sum(i in 1..24: w[i]*(p[i+1] - p[i])^2) + sum(i in 1..25: (b[i] - 0.5)^2)
    + sum(i in 2..24: p[i-1]*p[i+1])/9;
