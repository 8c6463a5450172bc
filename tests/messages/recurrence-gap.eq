let x[0] = 1;
let x[i in 2..4] = i;
show x;
