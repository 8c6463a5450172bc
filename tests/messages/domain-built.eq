# A program of generated C says what the interpreter does.
data t[4] = [0, 1, 2, 3];
data y[4] = [0.1, 0.9, 1.3, 1.6];
unknown a = 1, b = 0.5, c[2] = 1;
y[1..4] ~ a*t + c[1];
for i in 1..4 { c[2] ~ a*log(t[i]*3 - b); }
