file = ../../../shared/problems/programs/15-equilibrium.eq
verdict = ROOT
n = [0.201165, 2.201388, 0.798724, 0.798389, 1.11624e-4] +- 1e-6
