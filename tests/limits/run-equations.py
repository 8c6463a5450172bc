# cmd run
# exit 0
# seconds 30
# More nodes than a look at random points takes: the solver's derivatives are there.
print("x1^2 + exp(x1) = 2;")
for k in range(2, 13001):
    print(f"x{k}^2 + exp(x{k}) = 2 + 0.5*x{k - 1};")
