# The same in a loss beside constraints: first and second derivatives.
data v[3] = [1, 0.5, 1.4];
unknown k = 0.7, q[3] = 0.4;
fn grow(r, s0) {
    let s[0] = s0;
    let s[i in 1..4] = s[i-1] + 0.2*r*s[i-1]*(1 - s[i-1]/3);
    s[4]
}
minimize sum(j in 1..3: (grow(k*v[j], q[j]) - v[j])^2) + grow(k, 1)^4 + sum(q^4);
for j in 1..3 {
    let u[0] = q[j]; let u[i in 1..3] = u[i-1]^2/2 + k;
    u[3] <= 9;
}
