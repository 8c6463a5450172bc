data a, b from "hollow.csv" with na = skip;
a ~ k*b;
