rho = 1.2 [kg/m^3];
