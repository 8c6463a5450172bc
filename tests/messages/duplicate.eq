param a = 1;
let a = 2;
x = a;
