file = ../../../shared/problems/programs/08-two.eq
verdict = ROOT
rank = 2
