# A small network: what a row needs for itself is computed for the rows of the batch.
data x[i in 1..40] = -1 + 2*i/41;
data y[i in 1..40] = sin(3*x[i]);
unknown w[j in 1..4] = 0.5*j, b[j in 1..4] = 0.1*j;
unknown v[j in 1..4] = if mod(j, 2) == 1 then 0.3 else -0.3;
unknown c = 0;
let h[i in 1..40, j in 1..4] = tanh(w[j]*x[i] + b[j]);
let out[i in 1..40] = sum(j in 1..4: v[j]*h[i, j]) + c;
minimize mean((out - y)^2);
solve with rmsprop(lr = 0.02, batch = 16, epochs = 25, seed = 42, t_max = 25,
                   eta_min = 1e-3);
