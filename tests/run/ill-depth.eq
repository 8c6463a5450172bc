data u = [1, 2, 3], X = [1, 2, 2.5];
unknown z = 0;
u ~ X/z;
