# Quadratic in many unknowns, and bounds shut the only way down.
const n = 40;
unknown x[n] = 0.5, y = 0 in [0, 0], z = 0;
minimize sum(i in 1..n: i*x[i]^2 + x[i]^4) - y^2 + z^4;
solve with lbfgsb;
