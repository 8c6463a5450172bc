# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 93.
unknown x1 = 5.54 in [0, inf], x2 = 4.4 in [0, inf], x3 = 12.02 in [0, inf],
        x4 = 11.82 in [0, inf], x5 = 0.702 in [0, inf], x6 = 0.852 in [0, inf];
minimize 0.0204*x1*x4*(x1 + x2 + x3) + 0.0187*x2*x3*(x1 + 1.57*x2 + x4)
    + 0.0607*x1*x4*x5^2*(x1 + x2 + x3) + 0.0437*x2*x3*x6^2*(x1 + 1.57*x2 + x4);
0.001*x1*x2*x3*x4*x5*x6 - 2.07 >= 0;
1 - 0.00062*x1*x4*x5^2*(x1 + x2 + x3) - 0.00058*x2*x3*x6^2*(x1 + 1.57*x2 + x4) >= 0;
