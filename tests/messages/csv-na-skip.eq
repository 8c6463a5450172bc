data t[n], y[n] from "../solve/gaps.csv" with na = skip;
data note[n] from "../solve/gaps.csv";
y ~ a*t + note;
