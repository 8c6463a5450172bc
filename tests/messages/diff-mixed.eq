unknown x[3];
diff(x*sum(x), x) = 2;
