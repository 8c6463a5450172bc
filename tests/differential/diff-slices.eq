# Derivatives with respect to slices, rows and transposes.
data A = [[2, 1, 0], [1, 3, 1], [0, 1, 4]];
unknown q[4] = 1.2, M[3, 3] = 0.5;
let e = sum(q^4) + q[1]*q[2] + sum(sin(A @ M)^2)/2 - sum(M*A)*q[3];
diff(e, q[2..3]) ~ [2, 3];
for i in 1..3 { diff(e, M[i, 1..3]) ~ [0, i, 0]; }
for i in 1..2, j in 1..i { diff(e, M[i + 1, j..j + 1]) ~ [1, 2]; }
show diff(e, q[1..2]), diff(q[2..4]^2, q[2..4]), diff(e, M')[1, 3];
for i in 1..4 if i > 1 {
    let s = q[i - 1]*q[i];
    diff(s^2, q[i]) + diff(sum(k in 1..4: q[k]*s), q) ~ [1, 2, 3, 4];
}
