# 45 turns in blocks: parts that a middle index does not change, of a box and of a triangle, with
# all other indices and with some; one whose index is shifted stays where it is.
data x[i in 1..45, a in 1..5] = cos(3*i + a);
unknown m[k in 1..3, a in 1..5] = 0.1*k - 0.05*a, l[c in 1..5, a in 1..5] = 0.2/(a + c), s = 0.3;
let z[i in 1..45, k in 1..3, c in 1..5] = sum(a in 1..c: l[c, a]*(x[i, a] - m[k, a]));
let u[i in 1..45, c in 1..5] = sum(a in 1..5: l[a, c]*sin(s*x[i, a]));
let v[i in 1..45, c in 1..4] = sum(a in 2..c+1: exp(x[i, a - 1]*m[1, a])*l[c, a]/(2 + x[i, a]));
minimize sum(i in 1..45: logsumexp(k in 1..3: sum(c in 1..5: z[i, k, c]^2)))
    + sum(i in 1..45, c in 1..5: u[i, c]^2) + sum(i in 1..45, c in 1..4: v[i, c]^2)/9;
