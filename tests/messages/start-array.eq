param b[2] = [1, 2];
unknown u = b;
u^2 = 2;
