# a conservation law that follows from the balances
a: x1 + x2 = 10;
b: x2 + x3 = 7;
sum: x1 + 2*x2 + x3 = 17;
rate: x1*x3 = 12;
