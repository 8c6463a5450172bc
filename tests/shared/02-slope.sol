file = ../../../shared/problems/programs/02-slope.eq
verdict = EVALUATED
show.y = 22 +- 1e-12
show.dw = 5 +- 1e-12
show.db = 1 +- 1e-12
