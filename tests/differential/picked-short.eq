# What a condition picks has a range of its own: shorter, empty, or another for each
# turn of an index beside it. The rows it does not reach have nothing of it.
unknown x[4] = 0.5;
unknown m[4, 4] = randn(seed = 5);
let s[i in 1..4] = sum(j in 1..2 if j == i: sin(x[j]*3));
for i in 1..4 { x[i] + sum(j in 1..2 if j == i: sin(x[j]*3)) ~ 1; }
for i in 1..4, k in 1..3 { sum(j in 1..k if j == i: x[j]^2) ~ i; }
for i in 1..4 { prod(k in 2..2, j in 2..k-1 if i == j-1: 1 + m[j, k-1]/2) + x[1] ~ 0.5; }
for i in 1..4 { sum(k in 2..4, j in 2..k-1 if i == j-1: m[j, k-1]^2/2) + x[2]*s[i] ~ 0.5; }
for i in 1..4 { max(k in 2..3, j in 2..k if i == j-1: m[j, k-1]) + x[3] <= 9; }
show s[3]*x[3]^2 as value1, diff(s[3]*x[3]^2, x)[3] as slope1_2;
show sum(s)*x[1] as value2, diff(sum(s)*x[1], x)[2] as slope2_1;
