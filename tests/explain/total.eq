# A size named d, known at run time only; a recurrence, a sum and a maximum.
data t[d] from "t.csv";
unknown x = 10, k = 0.1;
let h[0] = 1;
let h[i in 1..d] = h[i-1]*exp(k*t[i]) - x;
loss sum(i in 1..d: log(x - t[i])/d) + (x + h[d] - 2)^2 + max(t)*k^2;
