# Three equations for two unknowns, and a fourth that can hold alone.
unknown x = 1, y = 2, z = 1;
circle: x^2 + y^2 = 1;
line: x + y = 5;
product: x*y = 0.3;
z^3 = 8;
