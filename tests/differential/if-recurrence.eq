# What the `if` does not choose is no reason to refuse an order.
unknown z = 0.3, x[6] = 0.5;
let h[k in 1..6] = (if k > 1 then h[k - 1]*x[k] else 1) + z;
let s[k in 1..6] = (if mod(k, 2) == 1 then 0 else s[k - 1]) + h[k];
for k in 1..6 { s[k]*x[k] = 1; }
sum(h) = 9;
