# Falls without end, where x grows.
unknown x = 1;
minimize exp(-x) - x^2*x^2;
