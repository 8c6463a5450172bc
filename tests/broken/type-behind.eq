unknown x real;
x = 2;
