# by projected relaxation, 4000 sweeps
verdict = MINIMUM
matrix = sparse
loss = -0.26685039355826 +- 1e-12
