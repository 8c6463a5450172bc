file = ../../../shared/problems/programs/16-pipes.eq
verdict = ROOT
Q[1] = 0.0792 +- 1e-4
h[8] = 54.5139 +- 1e-4
