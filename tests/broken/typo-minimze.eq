minimze (x - 1)^2;
