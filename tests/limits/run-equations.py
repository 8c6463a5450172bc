# cmd run
# exit 0
# seconds 12
# More nodes than a look at random points takes: the solver's derivatives are
# there.  And more families than can be looked through for each block of rows.
print("x1^2 + exp(x1) = 2;")
for k in range(2, 50001):
    print(f"x{k}^2 + exp(x{k}) = 2 + 0.5*x{k - 1};")
