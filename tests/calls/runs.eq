# Rows through recurrences: one path each, of data read at run time, with a branch and an
# entry of a table; one path for all; and rows that go through none.
data fed[n], left[n], kind[n] in 1..3 from "runs.csv";
unknown k = 0.5, q[3] = 1;
fn reacted(r, c0, heat) {
    let c[0] = c0;
    let c[i in 1..6] = c[i-1] - 0.1*(if c[i-1] > 1 then r*c[i-1]^1.5 else heat*c[i-1]);
    c[6]
}
for run in 1..n { left[run] ~ reacted(k, fed[run], q[kind[run]]) with huber(0.3); }
let level[0] = q[1];
let level[i in 1..5] = sin(level[i-1]) + k*q[2];
level[1..5] ~ 0.8 with huber(0.3);
for j in 1..3 { q[j] ~ k + 1 with huber(0.3); }
