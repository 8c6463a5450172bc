# Arrays are boxes.
let s[i in 1..3, j in 1..i] = i*j;
x = sum(s);
