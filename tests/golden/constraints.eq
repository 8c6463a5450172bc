data a = [[1, 2], [3, 4], [0, 1]];
data need = [1, 2, 3];
unknown x[2], z = 0.5;
minimize sum(x^2) + z;
a @ x >= need;
cap: 0 <= z <= 1;
for i in 1..2 { low: x[i] <= z + i; }
x[1] + x[2] = 3;
