minimize cost: (x - 1)^2;
