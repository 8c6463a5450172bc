data t from "goood.csv";
t ~ a;
