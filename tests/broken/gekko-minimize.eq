unknown x = 1;
Minimize(x^2);
