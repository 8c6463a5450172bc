# At the start slopes are infinite: the magnitude is not.
data t = [1, 0];
param p = -1;
unknown x = 1, z = 2;
x*z + sqrt(t[1] - 1) = 5;
z + acos(t[1]) + hypot(t[2], 0) = cbrt(t[2]) + 4;
x^3 + p^t[1] + t[2]^0.5 = 1;
