data x[n], most[n] in 0..9 from "runs.csv";
unknown a = 1;
loss sum(i in 1..n, j in 1..most[i]: (x[i] - a*j)^4);
solve with adam(batch = 32, epochs = 50);
