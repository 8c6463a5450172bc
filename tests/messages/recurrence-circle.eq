let x[0] = 1;
let x[i in 1..3] = y[i] + x[i-1];
let y[i in 1..3] = 2*x[i];
show x;
