unknown x[3], y[0..2], A[2, 2], s;
dot(x, [1, 2]) = 1;
dot(x, A) = 2;
norm(s) = 1;
cross(x, y) = x;
cross(x[1..2], x) = x;
dot(x, y) = s;
