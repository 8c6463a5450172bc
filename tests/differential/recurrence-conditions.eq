# Recurrences under conditions that rows have, of one step and of more, beside others.
fn walk(x, k) { let r[0] = x; let r[i in 1..3] = r[i-1]*0.5 + sin(k*x); r[3] + r[1] }
fn one(x, k) { let r[0] = log(x); let r[i in 1..1] = r[i-1]*k; r[1] }
unknown v = 0.7, w[3] = 1.4;
for k in 1..3 { (if w[k] > 1 then walk(log(w[k] - 1), k) else v)
    + (if v > k then one(v - k, k) else 1) ~ 0.3*k; }
for k in 1..3 { (if w[k] > 1 then one(w[k] - 1, k) else min(j in 1..2 if j != k: w[j])) ~ v; }
