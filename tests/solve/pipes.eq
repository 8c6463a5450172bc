# 12 pipes, 9 nodes in a 3x3 grid; node 1 is the reservoir.
const np = 12; const nn = 9;
data a[np] in 1..nn = [1, 2, 4, 5, 7, 8, 1, 2, 3, 4, 5, 6];
data z[np] in 1..nn = [2, 3, 5, 6, 8, 9, 4, 5, 6, 7, 8, 9];
data k[np] = [100, 200, 200, 200, 200, 100, 100, 200, 200, 200, 200, 100];
data demand[nn] = [-0.4, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05];
unknown Q[np] = 0.1, h[nn] = 50;
h[1] = 60;
for i in 1..np { pipe: h[a[i]] - h[z[i]] = k[i]*Q[i]*fabs(Q[i]); }
for j in 2..nn {
    node: sum(i in 1..np if z[i] == j: Q[i]) -
        sum(i in 1..np if a[i] == j: Q[i]) = demand[j];
}
