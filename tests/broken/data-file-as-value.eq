data t = "good.csv";
t ~ a;
