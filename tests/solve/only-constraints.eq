# Nothing to make small: a point where both hold.
unknown x = 3, y = 1;
x + y <= 1;
x*y >= 0.1;
