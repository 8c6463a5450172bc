# A condition that picks an outer index: one loop over the edges.
const np = 6; const nn = 4;
data a[np] in 1..nn = [1, 1, 2, 3, 2, 1];
data z[np] in 1..nn = [2, 3, 3, 4, 4, 4];
data k[np] = [1, 2, 3, 2, 1, 2];
unknown Q[np] = 0.2, h[nn] = 3;
h[1] = 4;
let into[j in 1..nn] = sum(e in 1..np if z[e] == j: Q[e]^2);
for i in 1..np { h[a[i]] - h[z[i]] = k[i]*Q[i]*abs(Q[i]); }
for j in 2..nn {
    sum(e in 1..np if z[e] == j: Q[e]) - sum(e in 1..np if j == a[e]: Q[e]*h[j])
        = into[j]*0.1;
}
show sum(j in 1..nn: into[j]^2) as total;
