# Bundle adjustment: cameras (turn r, place, focal length, centre, two lens numbers) and points
# that explain where p observations saw the points; w weighs each observation.
data cam0[n, eleven] from "ba_cameras.csv";
data point0[m, three] from "ba_points.csv";
data cam[p] in 1..n, point[p] in 1..m, fu[p], fv[p], w0[p] from "ba_observations.csv";
unknown c[n, eleven] = cam0, x[m, three] = point0, w[p] = w0;

let s[k in 1..n] = c[k, 1]^2 + c[k, 2]^2 + c[k, 3]^2;      # per camera
let angle[k in 1..n] = if s[k] > 0 then sqrt(s[k]) else 0;
let per[k in 1..n] = if s[k] > 0 then 1/angle[k] else 0;
let co[k in 1..n] = cos(angle[k]);
let si[k in 1..n] = if s[k] > 0 then sin(angle[k])/angle[k] else 1;
let a[k in 1..n, j in 1..3] = c[k, j]*per[k];

for i in 1..p {
    let k = cam[i];
    let d1 = x[point[i], 1] - c[k, 4];
    let d2 = x[point[i], 2] - c[k, 5];
    let d3 = x[point[i], 3] - c[k, 6];
    let along = (a[k, 1]*d1 + a[k, 2]*d2 + a[k, 3]*d3)*(1 - co[k]);
    let y1 = d1*co[k] + (c[k, 2]*d3 - c[k, 3]*d2)*si[k] + a[k, 1]*along;
    let y2 = d2*co[k] + (c[k, 3]*d1 - c[k, 1]*d3)*si[k] + a[k, 2]*along;
    let y3 = d3*co[k] + (c[k, 1]*d2 - c[k, 2]*d1)*si[k] + a[k, 3]*along;
    let u = y1/y3;
    let v = y2/y3;
    let g = u^2 + v^2;
    let lens = c[k, 7]*(1 + c[k, 10]*g + c[k, 11]*g^2);
    across: w[i]*(lens*u + c[k, 8] - fu[i]) ~ 0;
    down: w[i]*(lens*v + c[k, 9] - fv[i]) ~ 0;
}
for i in 1..p { weight: 1 - w[i]^2 ~ 0; }
