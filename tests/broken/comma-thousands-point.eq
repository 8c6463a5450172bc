price = 1,000.50;
