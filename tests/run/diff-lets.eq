# Large lets stand by their name, and so do their derivatives.
unknown x = 1;
let a = sin(x) + x^2;
let b = sin(a) + x*a*log(1 + a);
let c = sin(b) + x*b;
let e = exp(c)/(1 + c);
e = 1;
