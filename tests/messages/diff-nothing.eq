unknown x, y, q = 2;
let w = x^2*y;
diff(w, q) = 2;
diff(w, x + 1) = 3;
diff(w, 2) = 4;
