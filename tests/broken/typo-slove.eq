x^2 = 2;
slove with newton;
