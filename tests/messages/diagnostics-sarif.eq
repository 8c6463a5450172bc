a + b = 9;
a + b = 8;
