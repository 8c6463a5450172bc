data t[n] = [0, 1, 2, 3, 4];
data y[n] = [2, 3.1, 4, 4.9, 6.2];
param shift = 0;
unknown a = 1, b = 0.5, c = 0.1;
let u[i in 1..5] = sqrt(t[i] + 1 - shift);
y ~ a*log(t - b + 1)*u + (if t > 2 then c*log(t - 2) else c*t) + sqrt(c);
show a/(b - 0.25) as ratio;
