unknown a[0..9] = 0.5;
let h[0] = a[0];
let h[k in 1..9] = a[k]*h[k-1] + 1;
diff(h, a) = 2;
