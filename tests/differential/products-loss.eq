# Quadratic forms and norms in a loss; products as arguments of functions.
data Q[i in 1..5, j in 1..5] = 1/(i + j - 1);
unknown w[5] = 0.3, R[2, 5] = 0.4, t = 0.7;
fn form(A, v) = v' @ A @ v;
fn turn(a) = [[cos(a), -sin(a)], [sin(a), cos(a)]];
let p = turn(t) @ (R @ w);
loss form(Q, w) + norm(p - [1, 2]) + dot(w[1..2], p)^2;
loss form(turn(t) @ turn(2*t), [w[1], w[2]]) + norm(Q @ R')*0.1;
loss max(Q @ w) + sum((R @ R')^2) + mean(turn(t)*p[1]);
show p, R' @ turn(t), form(Q' @ Q, w) as g;
