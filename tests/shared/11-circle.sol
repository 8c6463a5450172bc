file = ../../../shared/problems/programs/11-circle.eq
verdict = ROOT
cx = 2 +- 1e-9
cy = 1.5 +- 1e-9
r = 2.5 +- 1e-9
