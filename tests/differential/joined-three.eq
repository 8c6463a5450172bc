# Three rows of one turn share a quotient, the third with a weight; the fourth shares nothing.
data p[n, three] from "joined.csv";
unknown r[3] = 0.1, t[3] = [0.2, -0.1, 4], f = 1.5;
for i in 1..n {
    let x = p[i, 1] + r[3]*p[i, 2] - r[2]*p[i, 3] + t[1];
    let z = p[i, 3] + r[2]*p[i, 1] - r[1]*p[i, 2] + t[3];
    let d = 1/z;
    f*x*d ~ 0.1;
    f*d ~ 0.2 with huber(0.5);
    sqrt(x^2 + d^2) ~ 1 sigma 0.1*i;
    r[1]*p[i, 1] ~ 0;
}
