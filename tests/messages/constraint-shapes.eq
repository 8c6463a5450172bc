data a = [1, 2, 3];
unknown x[2];
minimize sum(x^2);
x <= a;
