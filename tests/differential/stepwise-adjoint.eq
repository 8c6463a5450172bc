# The adjoints of a recurrence's steps are added as they are made: to unknowns by step, to one
# number, times what the step, the column, both, or an earlier recurrence decide.
const n = 43, m = 7;
data t[i in 1..n] = sin(i)/2;
data r[j in 1..m, i in 1..n] = cos(3*i + j);
unknown x[j in 1..m] = 0.1*j, y[j in 1..m] = 0.3, s = 0.4, g[k in 1..3] = 0.2;
let h[m, i in 1..n] = x[m];
let h[j in 1..m-1, i in 1..n] = h[j+1, i]*exp(-s*t[i]) + x[j]*cos(t[i]) + y[j]*r[j, i] + g[2];
let u[1, i in 1..n] = h[1, i]*s;
let u[j in 2..m, i in 1..n] = tanh(u[j-1, i]*g[3] + x[j]*t[i]);
minimize sum(i in 1..n: (sin(t[i]) - u[m, i])^2) + g[1]*x[1];
