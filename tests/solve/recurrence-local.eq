# Two series, each with its own path: (1 - k/10)^10 = 0.4 for both; a cooling
# body and its steps of Euler's method.
data start = [5, 8], end = [2, 3.2];
unknown k = 0.2, T0 = 80;
fn euler(k, x0) { let x[0] = x0; let x[i in 1..10] = x[i-1]*(1 - k/10); x[10] }
for j in 1..2 { euler(k, start[j]) ~ end[j]; }
for j in 1..2 {
    let T[0] = T0, T[i in 1..2] = T[i-1] - (T[i-1] - 20)/2;
    T[j] ~ 20 + 60/2^j;
}
