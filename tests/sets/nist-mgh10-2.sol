engines = vm
file = nist-mgh10.eq
args = --start "b=[0.02,4000,250]"
verdict = LEAST_SQUARES
b = [0.005609636471, 6181.3463463, 345.22363462] +- 1e-9 rel
std_error.b = [0.00015687892471, 23.309021107, 0.78486103508] +- 1e-8 rel
sse = 87.945855171 +- 1e-9 rel
