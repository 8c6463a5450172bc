file = ../../../shared/problems/programs/01-square.eq
verdict = EVALUATED
show.y = 12.96 +- 1e-12
show.dydx = 7.2 +- 1e-12
