# Two indices in one sum, in both orders.
data m = [[1, 2, 3], [4, 5, 7]];
unknown u[2] = 1.2, v[3] = 0.4;
loss sum(i in 1..2, j in 1..3: exp(u[i]*v[j]/m[i, j]))
     + sum(j in 1..3, i in 1..2: m[i, j]*u[i]*v[j]^3);
