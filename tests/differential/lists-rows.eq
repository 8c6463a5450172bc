# A list of expressions as one side of a family; rows of a literal matrix.
data t[i in 1..4] = i/4;
unknown a = 0.4, b[4] = 0.5;
fn basis(s) = [1, s, s^2, s^3];
let M = [[a, 1, 0, 0], [1, a, 1, 0], [0, 1, a, 1], [0, 0, 1, a^2]];
M @ b ~ [sin(a), a*b[2], b[3]/(1 + a^2), 4];
for i in 1..4 { dot(basis(t[i]), b) ~ 2*t[i] + a; }
