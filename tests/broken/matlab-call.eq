data v = [1, 2, 3];
x = v(2);
