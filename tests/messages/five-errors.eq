x = ;
y = 2y;
z == 3;
w = (1 + ;
v = sin x;
u = 1;
