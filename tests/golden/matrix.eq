# Products: small ones written out, large ones lifted; slices, a list.
data A[i in 1..6, j in 1..6] = 1/(i + j - 1);
unknown x[6] = 1, t = 0.5;
let R = [[cos(t), -sin(t)], [sin(t), cos(t)]];
A @ x = [1, 2, 3, 4, 5, 6];
(R @ x[1..2])[1] = norm(x[3..4]);
