# packed triangles, column by column: quotients of indices that loops count up
const n = 5, rows = 3;
data p[i in 1..rows, c in 1..n] = sin(i + 2*c);
unknown l[15] = 0.3, s = 1;
let part[i in 1..rows, c in 1..n] = sum(k in 1..c: p[i, k]*s);
let z[i in 1..rows, r in 1..n] =
    sum(c in 1..r: l[(c-1)*n - div((c-1)*(c-2), 2) + r - c + 1]*part[i, c]);
let third = sum(i in 1..rows: sum(c in 1..n:
    div(c*(c+1)*(c-1), 6)*sum(k in 1..n: p[i, k]*l[div(c + k, 2) + 1]^2)));
let error = sum(i in 1..rows: sum(r in 1..n: (z[i, r] - exp(p[i, r]))^2));
minimize error + third^2/100 + sum(l^2) + s^2;
show z[2, 3], third;
