data a = [1, 2];
unknown x[2];
let v[i in 1..2] = a;
x = v;
