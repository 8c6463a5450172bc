# Constraints of all senses beside a loss: families, chains, sums, lets, a
# recurrence, a table of indices.
const n = 5;
data cost = [3, 1, 4, 1, 5]; data who = [2, 1, 2, 3, 3];
data from[n] in 1..3 = [1, 2, 3, 1, 2];
param budget = 2;
unknown x[i in 1..n] = 0.3 + i/10 in [0, 2];
unknown y[1..3] = 0.5, z = 0.25;
let size = norm(x);
let s[0] = z;
let s[i in 1..n] = 0.5*s[i-1] + x[i]^2;
loss sum((x - who)^2) + sum(y^4) + z^2*x[1];
spend: sum(cost*x) <= budget + z;
for i in 1..n-1 { x[i]*x[i+1] >= exp(-size)*y[from[i]]; }
0 <= z <= 1;
s[n] = 1 + y[2];
for i in 1..n { sum(j in 1..i: x[j]*y[from[j]]) = tanh(z)*i; }
