# Two parts of one let have one key each.
unknown x[4] = 1, y = 2;
let h[i in 1..2] = x[i]*y; let h[i in 3..4] = y^2*x[i];
h = 3;
