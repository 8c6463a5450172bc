Unknown x;
x = 3;
