# A recurrence that runs down: its adjoint is defined row by row, nothing is cleared.
data t[i in 1..20] = i/20;
unknown x[m in 1..5] = 1/m;
let h[5, i in 1..20] = x[5];
let h[j in 1..4, i in 1..20] = h[j+1, i]*t[i] + x[j];
minimize sum(i in 1..20: (1 - h[1, i])^2);
