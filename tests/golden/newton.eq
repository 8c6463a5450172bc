# a problem with the name of a method: both have a newton_init
x^2 + y = 3;
y^2 + x = 5;
