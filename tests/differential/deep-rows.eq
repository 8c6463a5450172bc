# Rows through sums through sums: more loops inside each other than a nest has.
unknown u = 0.7;
unknown a[2, 2, 2] = randn(seed = 3);
let total[i in 1..5] = sum(a) + i/4;
let v = norm(1.5 + [[[total[5]]]]^2);
let w = norm(1.5 + [[[v]]]^2)*u;
sum(a) ~ 1.29;
u + w/90 = 1;
for i in 1..2, j in 1..2, k in 1..2, l in 1..2 {
    let far = norm([[v*i, w/9], [u, total[l]]]);
    far/8 ~ a[i, j, k];
}
show v as value1, diff(v, a)[1, 2, 1] as slope1_3;
