file = ../../../shared/problems/programs/32-markowitz.eq
verdict = MINIMUM
w = [0.42262, 0.28697, 0.18415, 0.10627] +- 1e-5
loss = 0.0195757 +- 1e-7
