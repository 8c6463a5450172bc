let a;
x = a;
