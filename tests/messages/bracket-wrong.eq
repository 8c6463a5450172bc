x = (a + b];
y = sum(c[1);
