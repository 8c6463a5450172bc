unknown x = 1;
loss x^4 + x;
solve with lm;
