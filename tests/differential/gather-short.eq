# Neighbours of vectors of two and three elements, and terms that leave some out.
unknown x[2] = 0.7, y[3] = 0.4, z[30] = uniform(0, 1, seed = 2);
loss (x[1] - 2)^2 + sum(i in 1..1: (x[i+1] - x[i]^2)^2)
    + sum(i in 1..2: y[i]*y[i+1]^2) + sum(i in 5..20: z[i]*z[i+3]*z[i-2]) + sum(z^2);
