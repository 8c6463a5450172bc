price = 19.99;
tax = 0.19*price;
total = price + tax;
total = 23.79;
