minimize x^2 s.t. x >= 1;
