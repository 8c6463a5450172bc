# Powers at a base that is exactly zero.
data t = [0, 1, 2];
unknown a = 1.5, z = 0;
loss sum(i in 1..3: (a*t[i])^2 + (z + a)^3) + z^2 + z^3*a + z^1;
