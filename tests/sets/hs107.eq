# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 107.
const c = 48.4/50.176*sin(0.25);
const d = 48.4/50.176*cos(0.25);
unknown x1 = 0.8 in [0, inf], x2 = 0.8 in [0, inf], x3 = 0.2, x4 = 0.2,
        x5 = 1.0454 in [0.90909, 1.0909], x6 = 1.0454 in [0.90909, 1.0909],
        x7 = 1.0454 in [0.90909, 1.0909], x8 = 0, x9 = 0;
minimize 3000*x1 + 1000*x1^3 + 2000*x2 + 666.66666667*x2^3;
let y1 = sin(x8);
let y2 = cos(x8);
let y3 = sin(x9);
let y4 = cos(x9);
let y5 = sin(x8 - x9);
let y6 = cos(x8 - x9);
0.4 - x1 + 2*c*x5^2 - x5*x6*(d*y1 + c*y2) - x5*x7*(d*y3 + c*y4) = 0;
0.4 - x2 + 2*c*x6^2 + x5*x6*(d*y1 - c*y2) + x6*x7*(d*y5 - c*y6) = 0;
0.8 + 2*c*x7^2 + x5*x7*(d*y3 - c*y4) - x6*x7*(d*y5 + c*y6) = 0;
0.2 - x3 + 2*d*x5^2 + x5*x6*(c*y1 - d*y2) + x5*x7*(c*y3 - d*y4) = 0;
0.2 - x4 + 2*d*x6^2 - x5*x6*(c*y1 + d*y2) - x6*x7*(c*y5 + d*y6) = 0;
-0.337 + 2*d*x7^2 - x5*x7*(c*y3 + d*y4) + x6*x7*(c*y5 - d*y6) = 0;
