# Distances to centres: eight points at a time, the last three one by one.
data p[i in 1..99, a in 1..2] = sin(i*a);
data w[i in 1..99] = 1/i;
unknown c[j in 1..3, a in 1..2] = j/4;
minimize sum(i in 1..99: w[i]*sum(j in 1..3: exp(-sum(a in 1..2: (p[i, a] - c[j, a])^2))));
solve with lbfgsb;
