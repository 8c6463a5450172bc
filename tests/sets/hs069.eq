# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 69.
const a = 0.1;
const b = 1000;
const d = 1;
const n = 4;
unknown x1 = 1 in [1e-4, 100], x2 = 1 in [0, 100], x3 = 1 in [0, 2], x4 = 1 in [0, 2];
fn phi(t) = 0.5*erfc(-t/sqrt(2));
minimize (a*n - x4*(b*(exp(x1) - 1) - x3)/(exp(x1) - 1 + x4))/x1;
x3 - 2*phi(-x2) = 0;
x4 - phi(-x2 + d*sqrt(n)) - phi(-x2 - d*sqrt(n)) = 0;
