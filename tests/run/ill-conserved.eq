# steady state of X <-> Y <-> Z: each balance is minus the sum of the others
param k1 = 10, k2 = 2, k3 = 1, k4 = 3;
unknown X, Y, Z;
k1*X - k2*Y = 0;
k1*X - k2*Y - k3*Y + k4*Z = 0;
k3*Y - k4*Z = 0;
X + Y + Z = 1;
