let a = b + 1;
let b = c + 1;
let c = a + 1;
x = a;
