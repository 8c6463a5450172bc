data X[n, d, 2] from "good.csv";
a = sum(X);
