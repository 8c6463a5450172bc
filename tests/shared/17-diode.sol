file = ../../../shared/problems/programs/17-diode.eq
verdict = ROOT
V = 0.692490375224 +- 1e-11
I = 4.30751e-3 +- 1e-8
