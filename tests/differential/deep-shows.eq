# A result whose derivatives need more loops inside each other than a nest has.
unknown u3;
unknown u4[i5 in 1..3, i6 in 1..3, i7 in 1..3];
let e9[i8 in 2..6] = sum(u4[1..3, 1..3, 1..3]);
for i13 in 1..5 if i13 == i13 { 0.5 + u4[3, 2, 2] ~ 1.5 + [ [ [ 1 + u3]]]^2/4 sigma 2.27; }
let v18 = 0.5*norm(1.5 + [ [ [ e9[6]]]]^2);
show v18 as value19, diff(v18, u4)[1, 2, 1] as slope19_4;
