x = 3; -- three
