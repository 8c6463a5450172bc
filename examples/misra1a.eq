# NIST StRD Misra1a (monomolecular adsorption, Misra 1978), the near start.
data x, y from "misra1a.csv";
unknown b1 = 250, b2 = 0.0005;

y ~ b1*(1 - exp(-b2*x));
