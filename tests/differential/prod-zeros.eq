# Two factors are zero: no slope at all; in rows as well.
data z = [1.5, 0, 0, 2];
unknown a[4] = 0.7, c = 1;
c*prod(i in 1..4: a[i]*z[i]) + a[1] = 1;
for k in 1..3 { prod(i in 1..2: a[k + i - 1] - z[k + i - 1]) + c = 2; }
