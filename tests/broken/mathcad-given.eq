Given
x + y = 3;
x - y = 1;
