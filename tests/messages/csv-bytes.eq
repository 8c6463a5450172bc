data x from "no-text.csv";
x ~ a;
