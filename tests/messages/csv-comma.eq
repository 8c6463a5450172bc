data x, y from "comma.csv";
y ~ a*x;
