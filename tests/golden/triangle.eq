# a packed triangle, column by column: its index is counted up
const n = 4;
unknown l[10];
let y[r in 1..n] =
    sum(c in 1..r: l[(c-1)*n - div((c-1)*(c-2), 2) + r - c + 1]*sum(k in 1..c: k*l[k]));
minimize sum((y - 1)^2) + sum(l^2);
