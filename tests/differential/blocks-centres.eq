# 100 turns: an index table and a condition inside, a sum over inner indices that one
# index chooses, and a recurrence whose turns stay whole.
data r[i in 1..100, a in 1..2] = cos(i + a);
data kind[i in 1..100] in 1..3 = 1 + mod(i, 3);
unknown c[j in 1..3, a in 1..2] = 0.3*j - 0.1*a, v[3] = 0.4;
let t[i in 1..100, j in 1..3] = sum(a in 1..2: v[kind[i]]*(r[i, a] - c[j, a])*r[i, a]);
let walk[1] = v[1];
let walk[i in 2..100] = 0.9*walk[i-1] + v[kind[i]]/10;
minimize sum(i in 1..100, j in 1..3: exp(-t[i, j]^2))
    + sum(i in 1..100, j in 1..3: if j == kind[i] then t[i, j]^2 else 0.1*t[i, j])
    + sum(i in 1..100: walk[i]*min(j in 1..3: t[i, j]));
