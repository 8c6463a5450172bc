y ~ a*x + b;
