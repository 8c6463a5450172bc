unknown a, b;
a(b + 1) = 2;
b = 3;
