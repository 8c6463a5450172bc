# Constraints and results of one turn that share a root; rows of a table of entries.
const n = 9;
data link[i in 1..n] in 1..4 = 1 + mod(3*i, 4);
unknown x[4] = [1, 2, 0.5, 0.25], s[n] = 0.5;
minimize sum(i in 1..n: (s[i] - 0.1*i)^2) + sum(j in 1..4: x[j]^2);
for i in 1..n {
    let q = sqrt(1 + x[link[i]]^2 + s[i]^2);
    s[i]*q >= 0.1;
    q + x[link[i]]/q <= 9;
}
