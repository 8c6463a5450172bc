# Means: of an array, of a range, of a mean.
data y = [3, 1, 4, 1, 5];
unknown m = 2, s = 1.5;
loss mean((y - m)^2)/s^2 + log(s) + mean(i in 1..5: mean(j in 1..3: (m*i - j*s)^4));
