data kind[n] in 1..2 from "used/kind.csv";
unknown x[n] = 1;
for i in 1..n if kind[i] == 1 { x[i] = 2; }
