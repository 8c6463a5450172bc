# Where branches or kinks are the unknowns' to choose, there is no Hessian to trust.
unknown x = 1, y = 2;
minimize abs(x - 0.5)^3 + (if y > 1 then (y - 1)^2 else 0) + cosh(x) + y^4;
