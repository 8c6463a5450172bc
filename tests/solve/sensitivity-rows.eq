# Rows are found when it runs, params are arrays, and `first` decides which rows there
# are, so that nothing can be differentiated by it.
param up = 0.1, first = 1, b[3] = [0.2, 0.4, 0.6], s[2] = [0.5, 0.02];
data kind[n] in 1..3, t[n], y[n] from "sensitivity-rows.csv";
unknown A[2] = [3, 0.1], k = 0.5 in [0.01, up*8], m = 0.1 in [0, up*2];
for i in 1..n if t[i] >= first {
    y[i] ~ A[1]*exp(-k*t[i]) + A[2]*sin(t[i])*b[kind[i]] + m*b[3]*t[i]
           sigma s[1]*(1 + s[2]*t[i]);
}
solve with lm(tol = 1e-14);
show A[1] + A[2] as begin, m/k as ratio;
