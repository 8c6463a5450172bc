file = ../../../shared/problems/programs/38-sweep.eq
verdict = ROOT
f[0] = 0.04006426 +- 1e-8
f[24] = 0.01344144 +- 1e-5
