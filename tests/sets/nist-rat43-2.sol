engines = vm
file = nist-rat43.eq
args = --start "b=[700,5,0.75,1.3]"
verdict = LEAST_SQUARES
b = [699.6415127, 5.2771253025, 0.75962938329, 1.2792483859] +- 1e-9 rel
std_error.b = [16.302297817, 2.0828735829, 0.19566123451, 0.68761936385] +- 1e-8 rel
sse = 8786.404908 +- 1e-9 rel
