unknown a = 0.5, b = 1;
let h[0] = b;
let h[k in 1..4] = a*h[k-1] + 1;
h[4] = 2; h[2] = 1.5;
show a^2*b as q;
