# The same beside a loss, as constraints.
const n = 5;
unknown x[n] = 0.4;
for i in 1..n, j in 1..i - 1 if i - j <= 2 { near: x[i]*x[j] <= 1; x[i]^2 + x[j]^2 = i + j; }
loss sum(i in 1..n: (x[i] - i)^4);
