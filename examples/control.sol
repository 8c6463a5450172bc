# A constrained problem of 1001 unknowns.
exit = 0
matrix = sparse
loss = 0.31700380346531 +- 1e-9
