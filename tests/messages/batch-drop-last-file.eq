# Only the file says how many rows there are.
data time[n], volts[n] from "good.csv";
unknown a = 1, b = 2;
volts ~ a*time + b;
solve with adam(batch = 5000, epochs = 3, drop_last = 1);
