# As written all nodes start on one point, where hypot has no derivative.
file = ../../../shared/problems/programs/35-chain.eq
args = --start "x=[0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]"
verdict = ROOT
y = [-0.1073, -0.2035, -0.2833, -0.338, -0.3579, -0.338, -0.2833, -0.2035, -0.1073] +- 1e-4
