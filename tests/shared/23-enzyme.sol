# any honest verdict will do
file = ../../../shared/problems/programs/23-enzyme.eq
exit = any
