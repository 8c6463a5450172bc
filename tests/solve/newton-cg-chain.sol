verdict = MINIMUM
loss = 78.97907469014812 +- 1e-12 rel
x[0] = 0.95
x[299] = 0.40906020274003047 +- 1e-11 rel
