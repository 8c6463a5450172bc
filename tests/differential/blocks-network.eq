# Two layers of a small network for 42 inputs; an unknown for each input, too,
# and what a turn computes is shown and used after all turns.
data x[i in 1..42, a in 1..2] = sin(i*a);
data y[i in 1..42] = cos(i);
unknown A[k in 1..5, a in 1..2] = 0.1*k - 0.2*a, bias[5] = 0.1,
        B[j in 1..3, k in 1..5] = 0.1*(j - k), s[j in 1..3] = 0.2*j, shift[42] = 0.05;
let h[i in 1..42, k in 1..5] = tanh(bias[k] + sum(a in 1..2: A[k, a]*(x[i, a] + shift[i])));
let g[i in 1..42, j in 1..3] = tanh(sum(k in 1..5: B[j, k]*h[i, k]));
let out[i in 1..42] = sum(j in 1..3: s[j]*g[i, j]);
let mean_out = sum(i in 1..42: out[i])/42;
minimize sum(i in 1..42: (y[i] - out[i])^2) + sum(i in 1..42: (out[i] - mean_out)^2)/10
    + sum(shift^2);
show out[3], mean_out, max(i in 1..42: sum(j in 1..3: g[i, j]^2));
