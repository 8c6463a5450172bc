# cmd emit
print("unknown x; let y[0] = sin(x);")
print("let y[k in 1..10000] = sin(y[k-1])*x + exp(-y[k-1]^2);")
print("y[10000] = 0.3;")
