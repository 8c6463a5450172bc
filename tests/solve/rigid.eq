# A rigid motion in space from matched points: rotation vector and shift.
data P = [[0, 0, 0], [1, 0, 0], [0, 2, 0], [0, 0, 3], [1, 1, 1]];
data Q = [[0.5, -1, 2], [1.36, -0.52, 1.84], [-0.35, 0.64, 2.75],
          [0.85, -2.3, 4.65], [1.25, -0.1, 3.05]];
unknown w[3] = 0.1, s[3] = 0;
fn hat(v) = [[0, -v[3], v[2]], [v[3], 0, -v[1]], [-v[2], v[1], 0]];
fn turn(v) {
    let t = norm(v);
    let K = hat(v)/t;
    [[1, 0, 0], [0, 1, 0], [0, 0, 1]] + sin(t)*K + (1 - cos(t))*K @ K
}
let R = turn(w);
for i in 1..5 { R @ P[i, 1..3] + s ~ Q[i, 1..3]; }
show R, R' @ R as one, cross(R[1..3, 1], R[1..3, 2]) as third;
