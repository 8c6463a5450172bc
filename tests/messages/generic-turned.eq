data d[6] = [1, 1, 1.1, 0.9, 1, 1.05];
unknown p[3, 2] = randn(seed = 1);
for k in 1..2 {
d[k] ~ hypot(p[1,1]-p[2,1], p[1,2]-p[2,2]);
d[k+2] ~ hypot(p[1,1]-p[3,1], p[1,2]-p[3,2]);
d[k+4] ~ hypot(p[3,1]-p[2,1], p[3,2]-p[2,2]);
}
