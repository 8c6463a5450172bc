# the same with c = 3
file = line.eq
args = --set c=3
verdict = STEPS_DONE
w = 20.115469645695686 +- 1e-9
b = 0.34108201745820604 +- 1e-9
