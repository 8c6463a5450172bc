file = ../../../shared/problems/programs/25-peaks.eq
verdict = LEAST_SQUARES
