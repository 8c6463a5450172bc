# Every function of one argument, where it is smooth.
unknown x = 0.4, y = 1.6;
loss abs(x) + sign(x) + sqrt(x) + cbrt(x) + exp(x) + exp2(x) + expm1(x)
   + log(x) + log2(x) + log10(x) + log1p(x) + sin(x) + cos(x) + tan(x)
   + asin(x) + acos(x) + atan(x) + sinh(x) + cosh(x) + tanh(x) + asinh(x)
   + acosh(y) + atanh(x) + erf(x) + erfc(x) + gamma(y) + lgamma(y)
   + polygamma(1, y) + floor(y) + ceil(y) + round(y) + trunc(y)
   + sigmoid(x) + softplus(x) + relu(x) + ln(y) + fabs(x - y);
