data t form "good.csv";
t ~ a;
