# A + B <-> C, not linear: two conservation laws
param k1 = 2, k2 = 1;
unknown A = 1, B = 1, C = 1;
dA: -k1*A*B + k2*C = 0;
dB: -k1*A*B + k2*C = 0;
dC:  k1*A*B - k2*C = 0;
