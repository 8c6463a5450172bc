# A vertex of a linear program; nothing is curved.
unknown x, y;
maximize 3*x + 2*y;
x + y <= 4;
x + 3*y <= 7;
0 <= x <= 3; y >= 0;
