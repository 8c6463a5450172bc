data A = [[1, 2], [3, 4]];
unknown B[2, 2], x[2], s[3], z[0..1];
A*x = s[1..2];
x*A = x;
A + B = [1, 2];
A = s;
x + z = 1;
min(A, x) = 1;
(if x > 1 then A else B) = 1;
