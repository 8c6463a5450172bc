A + B = 9;
C - D = 1;
A + C = 8;
B - D = 2;
