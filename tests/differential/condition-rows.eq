# Conditions in rows: what is entered into the Jacobian.
unknown x[5] = 0.6, y[5] = 0.4;
data p[5] = [1, 0, 1, 1, 0];
for i in 1..5 {
    y[i] + sum(j in 1..5 if i != j: x[j]*y[i]) = i;
    x[i]^2 + sum(j in 1..i-1: sum(k in 1..5 if k < j and p[k] > 0: x[k])) = 1;
}
show max(i in 1..5 if i > 1: x[i]*y[i]) as m;
