engines = vm
file = nist-chwirut2.eq
args = --start "b=[0.15,0.008,0.01]"
verdict = LEAST_SQUARES
b = [0.16657666537, 0.0051653291286, 0.012150007096] +- 1e-9 rel
std_error.b = [0.03830328681, 0.00066621605126, 0.0015304234767] +- 1e-8 rel
sse = 513.04802941 +- 1e-9 rel
