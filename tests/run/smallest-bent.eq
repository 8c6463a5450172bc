# a disc and a line beyond it, and a row that has no part in it
unknown x, y;
disc: x^2 + y^2 <= 1;
line: x + y >= 3;
apart: x - y <= 5;
minimize x^2 + 2*y^2;
