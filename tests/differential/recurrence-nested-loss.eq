# A loss through recurrences in recurrences, with a start and bounds that are made of one.
const n = 5;
data u[n] = [0.9, 0.4, -0.2, 0.6, 0.1];
fn root(s) { let r[0] = 1; let r[i in 1..4] = (r[i-1] + s/r[i-1])/2; r[4] }
fn halved(s) {
    let o[0] = s;
    let o[i in 1..3] = root(o[i-1] + sum(j in 1..2: u[j])/9);
    o[3]
}
unknown x[i in 1..n] = halved(1 + u[i]) in [-halved(9), 3*halved(i)];
let s[0] = x[1];
let s[i in 1..n] = tanh(root(1 + s[i-1]^2)*x[i]) + u[i];
loss s[n]^2 + sum((x - 0.3)^2)/5;
loss sum(i in 1..n: (root(1.5 + s[i]) - 1.2)^4);
