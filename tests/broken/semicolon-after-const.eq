const g = 9.81
x = 3*g;
