x = power(2, 3);
