show sum(e);
show sum(i in 1..n: e);
show sum(i in 1..n, j in 1..i-1 if i != j: x[i]*x[j]);
show max(a, b);
show logsumexp(k in 1..K: b[k]);
show sum(i in 1..n: sum(j in 1..i: x[j]));
