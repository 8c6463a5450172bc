set I = 1;
x = 3;
