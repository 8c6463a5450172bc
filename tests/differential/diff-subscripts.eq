# the second subscript is solved for the index, the first is then a condition
unknown u[2..4, 0..1] = 0.3;
let v = min(i in 1..2, k in 2..2: 0.5*u[div(i, 2) + 2, i-1]);
let s = sum(i in 1..2: u[div(i, 2) + 2, i-1]^2);
u[2, 0] + u[3, 1]*u[4, 1] = 3;
show v as value0, diff(v, u)[2, 0] as slope0_0;
show s as value1, diff(s, u)[3, 1] as slope1_3;
