unknown x[2, 2, 2, 2, 2] = 0.5;
let h[i in 1..2, j in 1..2, k in 1..2, l in 1..2, m in 1..2] =
    if i == 1 then x[1, j, k, l, m] else h[i-1, j, k, l, m]*x[i, j, k, l, m];
h = 2;
