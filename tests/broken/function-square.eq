y = sqr(3);
