# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 109.
const a = 50.176;
const b = sin(0.25);
const c = cos(0.25);
unknown x1 = 0 in [0, inf], x2 = 0 in [0, inf], x3 = 0 in [-0.55, 0.55],
        x4 = 0 in [-0.55, 0.55], x5 = 250 in [196, 252], x6 = 250 in [196, 252],
        x7 = 200 in [196, 252], x8 = 0 in [-400, 800], x9 = 0 in [-400, 800];
minimize 3*x1 + 1e-6*x1^3 + 2*x2 + 0.522074e-6*x2^3;
x4 - x3 + 0.55 >= 0;
x3 - x4 + 0.55 >= 0;
2250000 - x1^2 - x8^2 >= 0;
2250000 - x2^2 - x9^2 >= 0;
(x5*x6*sin(-x3 - 0.25) + x5*x7*sin(-x4 - 0.25) + 2*b*x5^2)/a + 400 - x1 = 0;
(x5*x6*sin(x3 - 0.25) + x6*x7*sin(x3 - x4 - 0.25) + 2*b*x6^2)/a + 400 - x2 = 0;
(x5*x7*sin(x4 - 0.25) + x6*x7*sin(x4 - x3 - 0.25) + 2*b*x7^2)/a + 881.779 = 0;
x8 + (x5*x6*cos(-x3 - 0.25) + x5*x7*cos(-x4 - 0.25) - 2*c*x5^2)/a + 0.7533e-3*x5^2 - 200 = 0;
x9 + (x5*x6*cos(x3 - 0.25) + x6*x7*cos(x3 - x4 - 0.25) - 2*c*x6^2)/a + 0.7533e-3*x6^2 - 200 = 0;
(x5*x7*cos(x4 - 0.25) + x6*x7*cos(x4 - x3 - 0.25) - 2*c*x7^2)/a + 0.7533e-3*x7^2 - 22.938 = 0;
