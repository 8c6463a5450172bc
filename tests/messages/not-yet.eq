unknown x[3], y, z[3];
data k = [1, 2, 3];
x <= 3;
z[k[1]] = 2;
sum(i in 1..3 if i > 1: z[i]) = 2;
sum(i in 1..3, j in 1..i: z[i]*z[j]) = 2;
y = diff(y^2, y);
use "other.eq";
