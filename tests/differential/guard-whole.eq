# Conditions that no index is in: what is summed under them, and around them.
param p = 3;
unknown u[3] = 0.5, w = 0.2, v = 0.3;
loss sum(i in 1..3 if p > 2: u[i]*w)^2 + w^2;
loss max(i in 1..3 if p > 2: u[i]*w*i)^2 + sum(i in 1..3: u[i]*v)^2;
loss prod(i in 1..3 if p > 2: 1 + u[i]*v);
loss sum(i in 1..3 if w > -20: u[i]*w) + sum(u^2);
for i in 1..3 { sum(k in 1..2 if p > 2: w*k*u[i]) ~ v; }
