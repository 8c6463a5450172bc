# A sine's frequency: local minima all along; the bounds say where to look.
unknown w in [0.1, 12];
data t[i in 1..40] = i/8;
data y[i in 1..40] = 2*sin(7.3*t[i]) + 0.5*cos(7.3*t[i]);
y ~ a*sin(w*t) + b*cos(w*t);
unknown a, b;
solve with multistart(n = 50, method = lm, keep = 3);
