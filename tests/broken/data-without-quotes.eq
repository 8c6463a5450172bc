data t, y from good.csv;
y ~ a*t;
