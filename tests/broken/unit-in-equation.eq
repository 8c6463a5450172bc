x = 3 m/s;
