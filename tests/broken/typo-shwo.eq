x = 1;
shwo 2*x;
