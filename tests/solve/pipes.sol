# As in the problem's text: the pipes are symmetric about a diagonal, so that
# the flows follow from the balances and the resistances.
verdict = ROOT
Q = [0.2, 0.0791666667, 0.0708333333, 0.0458333333, 0.0291666667, 0.025, 0.2, 0.0708333333, 0.0291666667, 0.0791666667, 0.0458333333, 0.025] +- 1e-9
h[8] = 54.5138888889 +- 1e-8
