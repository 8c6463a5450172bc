data u[n] = "voltage (V)", current[n] from "d.csv";
u ~ r*curent;
