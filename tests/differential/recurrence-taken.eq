# Recurrences in a branch: where it is not taken they have no value, which must not reach
# the derivatives of what it shares with the other branch.
const n = 4;
data v[3] = [0.5, 1.5, 2.5], w[3] = [1, 0.7, 1.3];
unknown c = 0.4, r = 0.5, q[3] = 0.5;
fn walk(s, a) { let z[0] = s; let z[j in 1..3] = z[j-1]*a + sin(z[j-1]); z[3] }
for j in 1..3 { (if v[j] > 1 then walk(log(v[j] - 1 + c^2), q[j]) else q[j]) ~ 1; }
for j in 1..3 if v[j] < 2 { (if v[j] > 1 then walk(sqrt(v[j] - 1), r) else r) ~ 1; }
(if c > 50 then walk(sqrt(c - 50), r) else r*c) ~ 0.3;
(if c < 50 then walk(sqrt(50 - c), r) else walk(c, r)) ~ 3;
let b[t in 1..n] = if t < n then sum(i in 1..3: walk(b[t+1], q[i])*w[i])/9 else c;
b[1] ~ 0.9;
let g[0] = 0;
let g[t in 1..n] = if t > 1 then walk(g[t-1]/9, r)
    else if c > 50 then walk(log(g[t-1]), c) else q[3];
g[n] ~ 0.5;
