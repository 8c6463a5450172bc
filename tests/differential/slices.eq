# Slices on either side, counted from 1; arrays of three subscripts.
const n = 4;
unknown T[0..n, 0..n] = 0.3, u[2, 3, 2] = 0.5, g = 0.2;
T[0, 1..n-1] = 1 + g;
T[n, 1..n-1]^2 = T[1..n-1, 0]*T[1..n-1, n];
for i in 1..n-1 { T[i, i..i+1]*u[1, 2..3, 1] = g*T[i-1, i-1..i]; }
u[1..2, 3, 1..2] @ u[2, 2, 1..2] = [g, exp(g)];
u[2, 1..2, 1..2]' = [[T[1, 1], g], [1, T[2, 3]^2]];
sum(T[1..2, 1..2]) + max(u[1, 1..3, 2]) = prod(T[0..1, 2]);
