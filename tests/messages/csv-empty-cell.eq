data t, y from "empty-cell.csv";
y ~ a*t;
