# Where an inner loop is empty, or a condition does not hold, indices may leave
# their arrays: nothing is touched there.
data d[n] = "t" from "columns.csv";
unknown x[4] = 0.5, u[2] = 0.3, w = 0.2;
loss sum(i in 1..4, j in i+1..4: x[i+1]*sin(x[j])^2*exp(x[i+1]));
loss sum(i in 2..4: (sum(j in i+1..4: x[j]*sin(x[i+1])) + x[i] - 1)^2);
loss sum(i in 1..n: d[i]*sum(j in i+1..n: d[j]*d[i+1]*x[1]));
loss sum(i in 1..2, k in 1..3: u[i]*(2 - prod(a in 2..n, e in 1..n-1 if e == 3-i: 1 + w/a)));
loss sum(i in 0..1: (if i-1 >= 1 and i-1 <= 2 then u[i-1] else w)^2);
loss (if 2 > 3 then x[1] else w^2)*max(i in 1..3, j in i..3: x[i+1]*x[j]);
