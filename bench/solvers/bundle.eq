# Bundle adjustment: nine numbers a camera (turn, shift, focal length, lens), three a point.
data c0[n, nine] from "bundle-cameras.csv";
data x0[m, three] from "bundle-points.csv";
data cam[p] in 1..n, pt[p] in 1..m, ox[p], oy[p] from "bundle-seen.csv";
unknown c[n, nine] = c0, x[m, three] = x0;

let s[k in 1..n] = c[k, 1]^2 + c[k, 2]^2 + c[k, 3]^2;
let angle[k in 1..n] = sqrt(s[k]);
let co[k in 1..n] = cos(angle[k]);
let si[k in 1..n] = sin(angle[k])/angle[k];

for i in 1..p {
    let k = cam[i];
    let d1 = x[pt[i], 1];
    let d2 = x[pt[i], 2];
    let d3 = x[pt[i], 3];
    let along = (c[k, 1]*d1 + c[k, 2]*d2 + c[k, 3]*d3)*(1 - co[k])/s[k];
    let y1 = d1*co[k] + (c[k, 2]*d3 - c[k, 3]*d2)*si[k] + c[k, 1]*along + c[k, 4];
    let y2 = d2*co[k] + (c[k, 3]*d1 - c[k, 1]*d3)*si[k] + c[k, 2]*along + c[k, 5];
    let y3 = d3*co[k] + (c[k, 1]*d2 - c[k, 2]*d1)*si[k] + c[k, 3]*along + c[k, 6];
    let g = (y1^2 + y2^2)/y3^2;
    let lens = c[k, 7]*(1 + g*(c[k, 8] + g*c[k, 9]));
    ox[i] ~ -lens*y1/y3 sigma 0.5;
    oy[i] ~ -lens*y2/y3 sigma 0.5;
}
