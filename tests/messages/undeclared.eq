unknown A, B;
A + B = 9;
C - A = 1;  D + C = 2;
