engines = vm
file = nist-chwirut1.eq
args = --start "b=[0.15,0.008,0.01]"
verdict = LEAST_SQUARES
b = [0.1902781837, 0.0061314004477, 0.010530908399] +- 1e-9 rel
std_error.b = [0.021938557035, 0.00034500025051, 0.00079281847748] +- 1e-8 rel
sse = 2384.4771393 +- 1e-9 rel
