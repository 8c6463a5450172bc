first: x = 3
second: y = 4;
