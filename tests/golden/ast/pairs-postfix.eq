# indices, transposes and calls bind tightest
show a^x[1];
show x[1]^a;
show a^x';
show -x';
show A @ x';
show A'[1, 2];
show x[1][2];
show f(x)[1];
show f(x)';
show (A @ x)[1];
show [1, 2]';
show x[i + 1, 1..n - 1];
show a*f(x)^2;
