# Two rows of one turn share an exponential, over a box of turns; two others over the same box
# have entries in a loop, which keeps them apart.
data a[i in 1..5, j in 1..4] = 0.1*i - 0.2*j;
data y[i in 1..5, j in 1..4] = 1 + i*j/20;
unknown k[4] = 0.3, c[3] = [0.5, -0.2, 0.1], b = 1;
for i in 1..5, j in 1..4 {
    let e = exp(-k[j]*a[i, j]);
    e*c[2] + b ~ y[i, j] weight i;
    e^2 - b*c[1]/(1 + e) ~ 0;
}
for i in 1..5, j in 1..4 {
    let s = sum(m in 1..3: c[m]*a[i, j]^m);
    sin(s) ~ 0.1;
    b*sin(s) ~ y[i, j];
}
