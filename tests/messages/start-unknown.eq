unknown a = 1, b = a;
a + b = 3; a - b = 1;
