fn f = 3;
x = f;
