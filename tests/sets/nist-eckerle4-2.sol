engines = vm
file = nist-eckerle4.eq
args = --start "b=[1.5,5,450]"
verdict = LEAST_SQUARES
b = [1.5543827178, 4.0888321754, 451.54121844] +- 1e-9 rel
std_error.b = [0.015408051163, 0.046803020753, 0.046800518816] +- 1e-8 rel
sse = 0.0014635887487 +- 1e-9 rel
