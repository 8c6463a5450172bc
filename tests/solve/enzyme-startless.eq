# Treated Puromycin (Bates, Watts, Nonlinear Regression Analysis, 1988, A1.3); no start.
data conc = [0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.10, 1.10];
data rate = [76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200];
rate ~ Vm*conc/(K + conc);
