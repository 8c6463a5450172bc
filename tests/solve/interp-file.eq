# A table from a file: a sensor's calibration, inverted.
data u[m] = "U", temp[m] = "T" from "interp-file.csv";
data v[i in 1..4] = 0.1 + 0.25*i;
unknown at = 0.3;
interp(at, u, temp) = 55;
show pchip(v*at, u, temp) as smooth;
