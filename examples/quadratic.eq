# Twenty samples of a parabola give its coefficients back.
data x[20] = 5*randn(seed = 1);
data y[20] = x^2 + 2*x + 3;

y ~ a*x^2 + b*x + c;

show a*1.5^2 + b*1.5 + c as p;          # at 1.5: 8.25
