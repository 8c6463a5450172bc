# Ranges that depend on an outer index, packed triangles.
const D = 4; const L = 6;
unknown x[D] = 0.5, l[L] = 0.3;
let z[c in 1..D] = x[c] + sum(a in 1..c-1: l[(a-1)*D - (a-1)*a/2 + c - a]*x[a]);
loss sum(c in 1..D: z[c]^4) + sum(i in 1..D, j in i..D: x[i]*sin(x[j]))
    + prod(i in 1..D, j in 1..i-1: 1 + 0.2*x[i]*x[j])
    + max(i in 1..D, j in 1..i: x[i] - 0.3*x[j]*l[i]);
show sum(i in 1..D, j in 1..i-1: sum(k in j..i: x[k]*x[j])) as deep;
