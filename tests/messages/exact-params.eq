# not linear, or not known from the text: nothing is said
param p = 2;
x = p;
x = 3;
y^2 = x;
y = 1;
