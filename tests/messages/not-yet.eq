unknown x[3], y, z[3];
data k = [1, 2, 3];
x <= 3;
z[k[1]] = 2;
y = diff(y^2, y);
