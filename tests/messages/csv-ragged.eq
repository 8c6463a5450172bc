data t, y from "ragged.csv";
y ~ a*t;
