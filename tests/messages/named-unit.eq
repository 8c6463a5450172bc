unknown v "m/s", w;
v = 2;
