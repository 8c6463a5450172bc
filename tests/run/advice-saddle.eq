unknown x = 0, y = 1;
minimize (x^2 - 1)^2 + y^2 + x^4;
solve with ipm;
