param P = 5 kW;
x = P;
