data x from "nothing.csv";
x ~ a;
