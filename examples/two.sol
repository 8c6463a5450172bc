# Two equations, four unknowns: two degrees of freedom are left.
verdict = ROOT
class = linear system
inferred = [A, B, C, D]
rank = 2
A = 4.5 +- 1e-12
B = 4.5 +- 1e-12
C = 1.5 +- 1e-12
D = 0.5 +- 1e-12
