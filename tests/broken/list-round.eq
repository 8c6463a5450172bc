data t = (1, 2, 3);
t ~ a;
