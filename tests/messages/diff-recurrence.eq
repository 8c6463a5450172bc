unknown a = 0.5;
let h[0] = 1;
let h[k in 1..9] = a*h[k-1] + 1;
diff(h[9], a) = 2;
