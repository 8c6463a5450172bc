# Not yet: families over ranges that vary, arrays of varying length.
unknown x[3, 3];
let s[i in 1..3, j in 1..i] = i*j;
for i in 1..3, j in 1..i { x[i, j] = 1; }
