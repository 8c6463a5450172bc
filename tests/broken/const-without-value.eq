const g;
x = g;
