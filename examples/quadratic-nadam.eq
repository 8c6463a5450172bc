# The same parabola by a thousand steps of NAdam: close, and not there yet.
data x[n] from "quadratic.csv";
data y[i in 1..n] = x[i]^2 + 2*x[i] + 3;

unknown a = -0.8919953107833862,
        b = -1.5091077089309692,
        c =  0.3703935444355011;

loss mean((a*x^2 + b*x + c - y)^2);
solve with nadam(lr = 0.01, steps = 1000);
