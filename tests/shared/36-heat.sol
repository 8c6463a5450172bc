file = ../../../shared/problems/programs/36-heat.eq
verdict = ROOT
show.centre = 25 +- 1e-9
