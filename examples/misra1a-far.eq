# NIST StRD Misra1a, the far start.
data x, y from "misra1a.csv";
unknown b1 = 500, b2 = 0.0001;

y ~ b1*(1 - exp(-b2*x));
