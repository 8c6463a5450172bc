# any honest verdict: its answer comes with the solver issue
file = ../../../shared/problems/programs/23-enzyme.eq
exit = any
