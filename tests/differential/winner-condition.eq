# What is defined under a condition is no local of what stands under another, that of
# the turn that won.
data d4[i3 in 1..5] = i3/3;
fn f5(x) { let v0 = x;
    let w = x^2*(if x < v0 or 2 < 1 then min(i7 in 1..2 if i7 != 1: v0) else 0.5); diff(w, x) }
unknown u10[i11 in 1..2, i12 in 1..2] = i11/3 - i12/7;
unknown u13 = 0.4;
unknown u14[i15 in 1..2] = 0.2;
for i17 in 2..6, i18 in 1..2 if i18 <= 3-i18 { 0.5*f5(sin(u10[i18, 1])) = 0.5; }
for i18 in 1..2 if i18 <= 3-i18 { min(j in 1..2 if j != 1: sin(u10[i18, j])*u13) + u14[i18] = 0.5; }
if u13 < d4[4] then 0.5 else 0.5 + u14[2] = 0.5;
