# What a recurrence by column gives is added when a step is made: in the order of the steps and
# against it, times what a row, a column or both decide, under a number that the steps need, too.
const n = 43, m = 7;
data t[i in 1..n] = sin(i)/2;
data r[j in 1..m, i in 1..n] = cos(3*i + j);
unknown x[j in 1..m] = 0.1*j, y[j in 1..m] = 0.3, s = 0.4, g[k in 1..3] = 0.2;
let h[m, i in 1..n] = x[m];
let h[j in 1..m-1, i in 1..n] = h[j+1, i]*exp(-s*t[i]) + x[j]*cos(t[i]) + y[j]*r[j, i];
let u[1, i in 1..n] = h[1, i]*s;
let u[j in 2..m, i in 1..n] = tanh(u[j-1, i] + x[j]*t[i]);
minimize sum(i in 1..n: (sin(t[i]) - h[1, i])^2) + sum(i in 1..n: u[m, i])
    + sum(j in 1..m-1, i in 1..n: h[j+1, i]*r[j, i])/9
    + sum(j in 2..m, i in 1..n: log(2 + u[j-1, i]*g[1]))*g[2] + g[3]^2;
