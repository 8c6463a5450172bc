data x[i in 1..9] = i/3;
unknown w = 0, b = 0;
loss mean((sin(w*x) + b - x)^2 + abs(w));
solve with adam(lr = 0.1, steps = 10);
