# The branch depends on the point, inside a sum, with a root on one side.
data t = [-2, -1, 0.3, 1, 2];
unknown a = 0.9, b = 0.1;
loss sum(i in 1..5: if a*t[i] + b > 0 then sqrt(a*t[i] + b) else (a*t[i] + b)^2);
