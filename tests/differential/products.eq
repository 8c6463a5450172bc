# Matrix products: written out where small, lifted where not; transposes.
data A[i in 1..6, j in 1..7] = sin(i*j) + (if i == j then 2 else 0);
data y = [0.3, -0.2, 0.5, 0.1, 0.9, 0.4];
unknown x[7] = 0.3, S[3, 3] = 0.2, c = 0.4;
let z = A @ (x^2) * c;
let q = S' @ S @ x[2..4];
y ~ z + (A @ A' @ y)*0.01 + exp(0.1*(A @ x));
q[1..2] ~ x[5..6]*c + (S @ S)[2, 1..2];
x[1..3] ~ (S @ [1, 2, 3])' @ S;
