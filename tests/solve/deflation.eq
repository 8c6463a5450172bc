# Four roots from four starts.
unknown x = 1, y = 2;
x^2 + y^2 = 4;
x*y = 1;
solve with deflation(n = 4);
