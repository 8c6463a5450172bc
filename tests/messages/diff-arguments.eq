unknown x;
diff(x^2) = 2;
