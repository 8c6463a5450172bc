max(x^2);
