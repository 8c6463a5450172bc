data a = [1, 2, 3];
data b = [1, 2];
unknown x[3];
x = a + b;
