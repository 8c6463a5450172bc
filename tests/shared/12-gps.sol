file = ../../../shared/problems/programs/12-gps.eq
args = --set "rho=[21437118.421, 21721203.902, 23219089.573, 21769098.574, 20416577.033]"
verdict = LEAST_SQUARES
# The ranges have three digits behind the point.
x[0] = 1113195 +- 0.01
x[1] = 0 +- 0.01
x[2] = 6300000 +- 0.01
b = 30000 +- 0.01
