param c{3};
x = c[1];
