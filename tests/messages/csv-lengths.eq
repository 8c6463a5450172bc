data a[n] = "time" from "good.csv";
data b[n] = "b" from "shorter.csv";
b ~ k*a;
