# Hock, Schittkowski, Test Examples for Nonlinear Programming Codes, 1981: 118.
data low = [8, 43, 3], high = [21, 57, 16], later = [90, 120, 60], fall = [7, 7, 7];
data rise = [6, 7, 6], need = [60, 50, 70, 85, 100];
data first = [20, 55, 15], rest = [20, 60, 20];
unknown x[k in 1..5, i in 1..3] = (if k == 1 then first[i] else rest[i])
        in [if k == 1 then low[i] else 0, if k == 1 then high[i] else later[i]];
minimize sum(k in 1..5: 2.3*x[k, 1] + 1e-4*x[k, 1]^2 + 1.7*x[k, 2] + 1e-4*x[k, 2]^2
    + 2.2*x[k, 3] + 1.5e-4*x[k, 3]^2);
for k in 2..5, i in 1..3 { -fall[i] <= x[k, i] - x[k-1, i] <= rise[i]; }
for k in 1..5 { sum(i in 1..3: x[k, i]) >= need[k]; }
