# div is no line: h[8] would need itself.
unknown z = 2;
let h[0] = 1;
let h[k in 1..9] = h[k - 1 + div(k, 8)] + z;
sum(h) = 20;
