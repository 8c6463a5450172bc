# Rows that see every move of each unknown, and a rotation of U with v that costs
# nothing: no errors of these, but of what the rotation leaves as it is.
data y = [1, 2, 3.1, 3.9];
unknown U[i in 1..2] = 0.3*i, v[i in 1..2] = 0.2*i + 0.1, c = 1;
3 ~ dot(U, v) + c;
2.8 ~ dot(U, v) + c;
for i in 1..2 { U[i] ~ 0;  v[i] ~ 0; }
for i in 1..4 { y[i] ~ c*i; }
show dot(U, v) as product, U[1] + U[2] as total;
