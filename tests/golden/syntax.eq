# every construct of the grammar that is in
const g = 9.80665, n = 2;
param m = 1.2, f[n] = 3;
data p = [1, -2, 3e-1], q = [[1, 2], [3, 4]];
unknown x[n] = 1 in [-inf, 1e3], y = 2;
let s = if y > 1 and not y >= 3 or y == 2 then -y^2^-1 else (y + 1)*2 - 3/4;
fn h(a, b) { let c = a*b; c - 1 }
for i in 1..n { row: x[i]*f[i] = sum(k in 1..3 if k != i: p[k])*g; }
-s = h(y, m) + q[1, 2];
solve with lm(tol = 1e-10);
show s, mean(x) as middle;
