unknown x;
x <= 3;
minimize x^2;
solve with lbfgsb;
