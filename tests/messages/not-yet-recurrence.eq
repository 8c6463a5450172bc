let h[0] = 0;
let h[k in 1..3] = h[k-1] + a;
h[3] = 6;
