# what --stage=latex and --stage=dot make of each construct
const n = 4;
param half_life = 2.5e-3, k_on = 1;
data t = [1, 2, 3, 4];
data y = [2.0, 1.5, 1.1, 0.8];
unknown alpha = 1 in [0, inf], w[n], x1 = 0.5 in [-1, 1], c;
let s = sum(i in 1..n: w[i]^2);
fn bell(u, v) { let d = u - v; exp(-d^2/2) }
y ~ alpha*exp(-k_on*t/half_life) + bell(x1, 0) + sqrt(abs(c))*s weight 2;
for i in 1..n - 1 {
    w[i+1] - w[i] = (if x1 > 0 then x1/(c + 1) else -x1)*2;
}
0 <= x1 + c <= 3;
show max(w) as largest, prod(i in 1..n: w[i]), log10(c);
