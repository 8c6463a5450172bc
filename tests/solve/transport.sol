# by shortest augmenting paths
verdict = MINIMUM
matrix = sparse
loss = 378 +- 1e-9
