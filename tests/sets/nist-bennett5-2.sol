engines = vm
file = nist-bennett5.eq
args = --start "b=[-1500,45,0.85]"
verdict = LEAST_SQUARES
b = [-2523.5058043, 46.736564644, 0.93218483193] +- 1e-9 rel
std_error.b = [297.15175411, 1.2448871856, 0.020272299378] +- 1e-8 rel
sse = 0.00052404744073 +- 1e-9 rel
