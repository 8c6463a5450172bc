# Ranges that are empty within turns that are not the last.
unknown x = 1;
let v = sum(i in 1..5, j in 1..i-1, k in 1..j-1: x*i*j*k);
v = 225;
