unknown x = randn();
x^2 = 2;
