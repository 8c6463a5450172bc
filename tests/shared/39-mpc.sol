file = ../../../shared/problems/programs/39-mpc.eq
verdict = LEAST_SQUARES
