data t = (1,2,3);
x = sum(t);
