data t, y from "bad-cell.csv";
y ~ a*t;
