let x[0] = 1;
let x[6] = 2;
let x[i in 1..5] = (x[i-1] + x[i+1])/2;
show x;
