param v = 5 "m/s";
x = v;
