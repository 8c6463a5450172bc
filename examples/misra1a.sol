# NIST's certified values and standard deviations.
verdict = LEAST_SQUARES
b1 = 238.94212918 +- 1e-9 rel
b2 = 5.5015643181E-04 +- 1e-9 rel
std_error.b1 = 2.7070075241 +- 1e-7 rel
std_error.b2 = 7.2668688436E-06 +- 1e-7 rel
# Certified values -+ 2.1788128296672289 (t, 12 degrees of freedom, 0.975) of them.
confidence = 0.95
interval.low.b1 = 233.044066456 +- 1e-8 rel
interval.high.b1 = 244.840191904 +- 1e-8 rel
interval.low.b2 = 0.000534323284742 +- 1e-8 rel
interval.high.b2 = 0.000565989578878 +- 1e-8 rel
correlation.b1.b1 = 1 +- 1e-15
sse = 1.2455138894E-01 +- 1e-9 rel
residual_sd = 1.0187876330E-01 +- 1e-8 rel
degrees_of_freedom = 12
