data x = 3 from "d.csv";
y = sum(x);
