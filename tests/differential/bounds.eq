# Starts from the bounds, bounds from params.
param lo = 2; param hi = 5;
unknown a in [lo, hi], b in [0, inf], c in [-inf, 0.5], d[2] in [lo - 1, 3*hi];
a*b + c = d[1]; b - c^2 = d[2]; a + d[1] = 8; b*d[2] = 3;
