# the angle between two unit vectors, at the start the same
unknown t = 0;
data w = [0.3];
for i in 1..1 { acos(cos(t)) ~ w[i]; }
