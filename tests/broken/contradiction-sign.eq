# the sum of two numbers, their difference, and twice the first
a + b = 10;
a - b = 2;
2*a = -12;
