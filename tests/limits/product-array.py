# cmd emit
print("unknown x[i in 1..100000] = 1 + 1/i^2;")
print("minimize prod(x);")
