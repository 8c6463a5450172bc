# Sizes known at run time only; a recurrence, a sum and a maximum.
data t[n] from "t.csv";
unknown x = 10, k = 0.1;
let h[0] = 1;
let h[i in 1..n] = h[i-1]*exp(k*t[i]) - x;
loss sum(i in 1..n: log(x - t[i])/n) + (x + h[n] - 2)^2 + max(t)*k^2;
