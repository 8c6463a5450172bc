# What rlm of R's MASS gives (psi' there by its formula, not by differences: within 7 %).
verdict = LEAST_SQUARES
b0 = -41.0265 +- 2e-3
b1 = 0.8294 +- 2e-4
b2 = 0.9261 +- 2e-4
b3 = -0.1278 +- 2e-4
std_error.b0 = 9.8073 +- 8e-2 rel
std_error.b1 = 0.1112 +- 8e-2 rel
std_error.b2 = 0.3034 +- 8e-2 rel
std_error.b3 = 0.1289 +- 8e-2 rel
