# Rows of several families by turns, eight side by side: 37 turns, of three families with
# branches and an index table, and 20 of two after other rows.
data t[i in 1..37] = sin(i);
data at[i in 1..37] in 1..4 = 1 + mod(i, 4);
unknown p[4] = 0.7, q[k in 1..4] = 0.1*k, s = 0.5;
first: p[1] + q[2] ~ 1;
for i in 1..37 {
    let k = at[i];
    let e = exp(-p[k]*t[i]^2)/(2 + q[k]);
    left: e*s ~ t[i];
    mid: if t[i] > 0 then e*q[k] else e^2 ~ 0.2;
    right: e/p[k] + t[i]*s ~ 1 weight 2 + t[i];
}
middle: p[2]*q[2] ~ 0.4;
for i in 1..20 {
    let u = sqrt(1 + p[1]^2 + t[i]^2)/s;
    up: u*q[at[i]] ~ 1;
    down: u - q[1] ~ t[i];
}
