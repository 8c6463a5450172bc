data y[i in 1..3] = csv("decay.csv");
y ~ a;
