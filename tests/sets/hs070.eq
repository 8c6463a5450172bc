# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 70.
data y = [0.00189, 0.1038, 0.268, 0.506, 0.577, 0.604, 0.725, 0.898, 0.947, 0.845, 0.702,
          0.528, 0.385, 0.257, 0.159, 0.0869, 0.0453, 0.01509, 0.00189];
data c[i in 1..19] = if i == 1 then 0.1 else i - 1;
unknown x1 = 2 in [1e-5, 100], x2 = 4 in [1e-5, 100], x3 = 0.04 in [1e-5, 1],
        x4 = 2 in [1e-5, 100];
let b = x3 + (1 - x3)*x4;
fn peak(t, p) = sqrt(p/6.2832)*(t/7.658)^(p - 1)*12*p/(12*p + 1);
minimize sum(i in 1..19: (x3*b^x2*peak(c[i], x2)*exp(x2 - b*c[i]*x2/7.658)
    + (1 - x3)*(b/x4)^x1*peak(c[i], x1)*exp(x1 - b*c[i]*x1/(7.658*x4)) - y[i])^2);
x3 + (1 - x3)*x4 >= 0;
