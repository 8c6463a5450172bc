data time[n] from "good.csv" ;
data y[n] = [1, 2];
y ~ a*time;
