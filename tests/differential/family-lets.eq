# A family with lets of its own, over two indices.
unknown x[3] = 0.5, y[2] = 0.8;
for i in 1..3, j in 1..2 {
    let d = x[i] - y[j];
    let r = sqrt(d^2 + 1);
    r + d/r = i + j/10;
}
