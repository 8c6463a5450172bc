data t = linspace(0, 1, 5);
y = t[2];
