# Least squares by the normal equations' pieces, next to the fit itself.
data X[n, d] from "features.csv";
data y[n] from "targets.csv";
const lambda = 0.1;
unknown w[d];
let r = X @ w - y;
loss r @ r + lambda*dot(w, w);
show X' @ r + lambda*w as gradient, norm(r) as residual, n as rows, d as columns;
show (X' @ X)[2, 1..3] as gram, mean(X) as all, max(X[1..n, 4]) as top;
