# The same functions, a row each.
unknown x = 0.4, y = 1.6;
sqrt(x) ~ cbrt(y); exp(x) ~ exp2(y); expm1(x) ~ log(y); log2(y) ~ log10(x);
log1p(x) ~ sin(y); cos(x) ~ tan(x); asin(x) ~ acos(x); atan(x*y) ~ sinh(x);
cosh(x) ~ tanh(y); asinh(x) ~ acosh(y); atanh(x) ~ erf(y); erfc(x) ~ gamma(y);
lgamma(y) ~ polygamma(2, y); sigmoid(x*y) ~ softplus(x - y);
