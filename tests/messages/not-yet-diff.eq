let y = x^2;
diff(y, x) = 2;
