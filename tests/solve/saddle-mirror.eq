# From a = b all steps keep them equal, to a saddle of 2.0509; parted, the loss is 2.
unknown a = 0.5, b = 0.5;
-1 ~ a*b;
1 ~ a;
1 ~ b;
solve with lm;
