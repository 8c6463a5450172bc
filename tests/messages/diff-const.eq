const c = 2;
unknown x;
diff(x*c, c) = 2;
