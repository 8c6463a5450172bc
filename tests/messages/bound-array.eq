param b[2] = [1, 2];
unknown u in [b, 3];
u^2 = 2;
