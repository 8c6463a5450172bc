x = 1;
solve lm;
