# Derived results, scalars and arrays, through lets and sums.
data t = [1, 2, 3];
unknown a = 2, b = 3;
let f = a*t^b;
a*b = 5; a + b = 4;
show sqrt(a^2 + b^2) as norm_;
show sum(f)/a as total;
show f;
show max(f) as top;
show prod(f) as volume;
