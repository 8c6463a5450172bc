# cmd emit
# seconds 20
print("unknown x; let y0 = sin(x);")
for k in range(1, 10000):
    print(f"let y{k} = sin(y{k - 1})*x + exp(-y{k - 1}^2);")
print("y9999 = 0.3;")
