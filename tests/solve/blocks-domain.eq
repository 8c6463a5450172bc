# In the other order, each equation gives one more unknown.  At the start
# b and c have no value: log(a - 1.5), sqrt(b - 3).
unknown a = 1, b = 1, c = 1, d = 1;
d^3 + c*d = 10;
c = sqrt(b - 3);
b = 5 + log(a - 1.5);
a^2 = 4;
