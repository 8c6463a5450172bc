# With y = 0 no step moves it, and the loss is 2 at its saddle (1, 0): lower beside.
unknown x = 1, y = 0;
2 ~ x + y^2;
0 ~ x;
0 ~ 0.3*y;
solve with lm;
