unknown x in [-4, 4], y in [-4, 4];
loss (x^2 + y - 11)^2 + (x + y^2 - 7)^2 + 0.01*x;
solve with multistart(n = 40);
