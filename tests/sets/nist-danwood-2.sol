engines = vm
file = nist-danwood.eq
args = --start "b=[0.7,4]"
verdict = LEAST_SQUARES
b = [0.76886226176, 3.8604055871] +- 1e-9 rel
std_error.b = [0.01828197386, 0.051726610913] +- 1e-8 rel
sse = 0.0043173084083 +- 1e-9 rel
