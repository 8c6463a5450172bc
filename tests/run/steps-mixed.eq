unknown x = 1, z=2;
let r = sqrt(x^2 + z^2);
show logsumexp([x, 2*z]) as l;
minimize exp(-r)*sin(3*x)/z + (if x > 0 then x^3 else z) + tanh(x*z)^x;
