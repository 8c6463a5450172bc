data y from "no-header.csv";
y ~ a;
