engines = vm
file = nist-rat42.eq
args = --start "b=[75,2.5,0.07]"
verdict = LEAST_SQUARES
b = [72.462237576, 2.6180768402, 0.067359200066] +- 1e-9 rel
std_error.b = [1.7340283401, 0.088295217536, 0.0034465663377] +- 1e-8 rel
sse = 8.0565229338 +- 1e-9 rel
