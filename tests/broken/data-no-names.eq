data from "good.csv";
t ~ a;
