engines = vm
file = nist-nelson.eq
args = --start "b=[2.5,5e-9,-0.05]"
verdict = LEAST_SQUARES
b = [2.5906836021, 5.6177717026e-09, -0.057701013174] +- 1e-9 rel
std_error.b = [0.019149996413, 6.112409654e-09, 0.0039572366543] +- 1e-8 rel
sse = 3.7976833176 +- 1e-9 rel
