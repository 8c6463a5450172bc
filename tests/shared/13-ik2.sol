file = ../../../shared/problems/programs/13-ik2.eq
verdict = ROOT
q1 = -0.17739022 +- 1e-8
q2 = 1.53078565 +- 1e-8
