# A sum inside a function inside a sum.
data x = [[0.1, 0.7], [0.3, -0.2], [1.1, 0.4]];
unknown w[2] = 0.6, c = 0.1;
loss sum(i in 1..3: log(1 + exp(sum(j in 1..2: w[j]*x[i, j]) + c)));
