data t = [1, 2, 3, 4];
data y = [1, 2, 3, 4.1];
const d = -1;
y ~ a*t + b with huber(0);
y ~ a*t + b with tukey(d);
