# Places that quotients of indices give: a triangle packed by columns and one by rows, halves of
# an index that is odd and even in turn (none that is counted), a quotient times two, a
# remainder beside one, a third, and a loop that does not run.
const n = 6;
data w[i in 1..9] = cos(i);
unknown l[21] = 0.1, r[i in 1..21] = 0.02*i, h[i in 1..40] = 0.3/i, z[3] = 0.5;
let col[i in 1..n] =
    sum(c in 1..i: l[(c-1)*n - div((c-1)*(c-2), 2) + i - c + 1]*sum(k in 1..c: w[k]*l[k]));
let row[i in 1..n] = sum(c in i..n: r[div(c*(c-1), 2) + i]*sum(k in 1..3: z[k]^c));
let half[i in 1..n] = sum(c in 1..n: h[div(c, 2) + i]*sum(k in 1..c: w[k]*h[k]));
let twice[i in 1..3] =
    sum(c in 1..4: h[2*div(c*(c+1), 2) + mod(c, 2) + i]*sum(k in 1..i: w[k]*z[k]));
let third[i in 1..3] = sum(c in 1..4: h[div(3*c*c + 2, 3) + i]*sum(k in 1..c: z[1]^k));
let none[i in 1..3] = sum(c in 4..i: r[div(c*(c-1), 2) + i]*sum(k in 1..c: z[2]^k));
minimize sum((col - 1)^2) + sum(row^2) + sum(half^4) + sum(twice^2) + sum(third^2)
    + sum(none) + sum(l^2);
