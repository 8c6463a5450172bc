# Blocks of two, three and one, in the wrong order.
unknown p = 3, q = 1, u = 1, v = 0.5, w = 3, t = -20;
t^3 + t = p + w;
u + v + w = 6*q;
u*v + w = 2*q^2 + 3*q;
u^2 + v^2 + w^2 = 14*q^2;
p^2 + q^2 = 25;
p - q = 1;
