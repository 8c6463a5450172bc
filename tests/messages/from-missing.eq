data t, y "decay.csv";
y ~ a*t;
