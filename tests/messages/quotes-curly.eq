data t, y from “decay.csv”;
y ~ a*t;
