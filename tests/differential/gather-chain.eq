# Terms that load neighbours: each element gathers what two or three terms send.
unknown x[40] = randn(seed = 4), y[9] = 0.3;
loss sum(i in 1..39: 100*(x[i+1] - x[i]^2)^2 + (1 - x[i])^2)
    + sum(k in 1..7: (y[k] - 2*y[k+1] + y[k+2])^2*y[k]) + y[9]^2;
