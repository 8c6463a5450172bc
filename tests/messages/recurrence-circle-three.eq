let a[0] = 1;
let a[k in 1..5] = b[k] + 1;
let b[k in 1..5] = c[k]*2;
let c[k in 1..5] = a[k] - 1;
x = a[5];
