# Terms over the same rows are one; the rest is in every batch.
data u[n], v[n] from "fit.csv";
unknown a = 1, b = 2, w[3] = 1;
loss mean(i in 1..n: (v[i] - a*u[i] - b)^4);
loss sum(i in 1..n if u[i] > 0: a*u[i])/2 - 0.1*sum(w^2);
solve with adam(batch = 8, epochs = 3, seed = 5);
