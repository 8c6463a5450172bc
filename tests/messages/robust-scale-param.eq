# A scale that is not above zero says nothing, wherever it comes from.
param c = -1;
data t = [1, 2, 3, 4];
data y = [1, 2, 3, 4.1];
y ~ a*t + b with huber(c);
