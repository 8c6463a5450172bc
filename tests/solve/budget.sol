verdict = LEAST_SQUARES
matrix = sparse
loss = 0.3003558329820594 +- 1e-9
