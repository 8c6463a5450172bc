engines = vm
file = nist-misra1d.eq
args = --start "b=[450,0.0003]"
verdict = LEAST_SQUARES
b = [437.36970754, 0.00030227324449] +- 1e-9 rel
std_error.b = [3.6489174345, 2.9334354479e-06] +- 1e-8 rel
sse = 0.056419295283 +- 1e-9 rel
