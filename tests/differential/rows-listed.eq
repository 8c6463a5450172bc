# Rows that are no box: ranges that depend on indices, conditions, several
# equations in one `for`, weights, arrays as sides.
const n = 4;
data kind[n] in 1..2 = [1, 2, 2, 1];
data s[n] = [1, 2, 0.5, 3];
unknown x[n, n] = 1.2, a = 0.7, v[n, 2] = 0.3;
for i in 1..n, j in 1..i { below: x[i, j]^2 ~ a*(10*i + j) weight s[i]; }
for i in 1..n, j in i + 1..n if mod(i + j, 2) == 1 {
    let mean2 = (x[i, j] + x[j, i])/2;
    mean2 ~ sum(k in 1..j - i: x[k, i]*s[k]) + exp(-mean2) sigma s[j];
    mean2*a ~ 1 with huber(0.5);
}
for i in 1..n if kind[i] == 2 and i != 3 { v[i, 1..2] ~ [a, i*a] + v[i - 1, 1..2]^2; }
for i in 1..n if i > 9 { x[i, 1] ~ 3; }
