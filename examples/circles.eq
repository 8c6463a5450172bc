# Where a circle and a hyperbola meet: four answers, all of them listed.
x^2 + y^2 = 4;
x*y = 1;
solve with multistart(n = 40);
