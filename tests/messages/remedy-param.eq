param p = 2;
unknown b = -5;
sqrt(p + b) = 1;
