x = 2*(a + b
y = 2;
