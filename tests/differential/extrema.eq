# Least and greatest of an expression.
data t = [1, 2, 3, 4];
unknown a = 0.8, b = 2.5;
loss max(i in 1..4: a*t[i] - (t[i] - b)^2)^2
     + min(i in 1..4: exp(a*t[i]) - b*t[i]^2);
